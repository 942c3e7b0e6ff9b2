"""Word lists: the closed classes of English, and the open words that news questions turn on."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


WH = _words("what who whom whose which when where why how")
AUXILIARY = _words(
    """
    am is are was were be been being do does did have has had will would shall should can could may
    might must isn't aren't wasn't weren't don't doesn't didn't haven't hasn't hadn't won't wouldn't
    can't couldn't
    """
)
DETERMINER = _words(
    """
    the a an this that these those some any all every each no both either neither another such my your
    our
    """
)
QUANTIFIER = _words("many much more most few fewer less least several other others enough")
PREPOSITION = _words(
    """
    of in on at for from to by with about against between among into onto over under during through
    after before since until till within without across near around behind beyond per via than like as
    towards toward regarding concerning despite following upon off out up down versus vs amid besides
    """
)
CONJUNCTION = _words(
    """
    and or but if because while although though so whether when where nor unless
    """
)
ADVERB = _words(
    """
    not also too either now then still already yet ever never again just only really actually exactly
    first currently recently originally generally finally soon later earlier today tomorrow yesterday
    together apart instead here there often always usually sometimes even else further well please right
    away ago available likely due able n't yes no ok okay anymore alone back maybe perhaps though
    however
    """
)
PERSONAL = _words("he him his himself she her hers herself")
NEUTRAL = _words("it its itself")
PLURAL_PRONOUN = _words("they them their theirs themselves")
SPEAKERS = _words(
    """
    i me my mine we us our ours you your yours myself yourself one someone anyone somebody people
    """
)
PRONOUN = (PERSONAL | NEUTRAL | PLURAL_PRONOUN | SPEAKERS | _words("there everything something anything nothing")) - {
    "people"
}

VERBS = _words(
    """
    accept accuse achieve acquire act add admit affect agree aim allow announce answer apologise
    apologize appear appoint approve argue arrest arrive ask attack attend avoid back ban become begin
    believe belong benefit bid blame block board boost borrow break bring build buy call cancel carry
    cause change charge choose claim close come comment commit compare compete complain complete concern
    confirm consider contain continue contribute control convict cooperate coordinate cost cover create
    criticise criticize cut damage deal decide decline deliver demand deny depend describe destroy
    develop die differ disagree disappear discover discuss drive drop earn eat effect elect emphasise
    emphasize employ enable encourage end ensure enter erupt escape establish evacuate exist expand
    expect experience explain explore export express face fail fall feel fight file find fine finish
    fire fit fly focus follow force form found fund gain get give go govern grow happen hear help hit
    hold hope host hurt impact implement import impose improve include increase influence inform injure
    insist intend introduce invade invent invest investigate invite involve join keep kill know lack
    launch lay lead leak learn leave let lie like link list live look lose love lower maintain make
    manage manufacture marry mean measure meet mention merge move name need negotiate note object obtain
    occur offer open operate oppose order own participate pass pay persuade place plan play please point
    postpone predict prefer prepare present prevent procure produce promise promote propose protect
    protest prove provide publish pull push put quit raise reach react read recall receive recommend
    record recover reduce refer refuse reject relate release remain remove rename renew replace reply
    report represent require rescue research resign resolve respond restart restrict result resume
    retire return reveal rise rule run say schedule secure see seek seem sell send serve set settle
    share ship show shut sign slow solve speak spend spread stand start state stay stop strike study
    succeed sue suffer suggest supply support surge surrender suspend take talk teach tell test think
    threaten trade train transfer travel treat trigger try turn understand unveil urge use veto visit
    vote vow wait walk want warn wear weigh win withdraw work worry write yield address analyse analyze
    attract award broadcast celebrate circulate cite collapse collect combine conclude condemn conduct
    confront declare defeat defend delay demonstrate deploy detain dismiss double donate ease elaborate
    emerge endorse enforce estimate exceed exclude execute expire extend favour favor forecast gather
    generate guarantee halt handle head identify inspect inspire issue justify label lift limit mark
    match monitor nominate observe outline overturn owe plead pledge plunge pressure print process
    prompt purchase qualify quote rank ratify regulate reopen rely repair repeat request reverse review
    revise reward risk seize separate shift shoot shrink specify sponsor stem strengthen submit survive
    target tax tie total track triple uncover upgrade value verify view violate welcome warm smoke cook
    wake sleep drink spawn originate domesticate
    """
)
IRREGULAR = {
    form: base
    for base, _, forms in (
        entry.partition(":")
        for entry in _words(
            """
    bear:borne become:became begin:began,begun break:broke,broken bring:brought build:built buy:bought
    choose:chose,chosen come:came die:died,dying drink:drank drive:driven,drove eat:ate,eaten
    fall:fell,fallen feel:felt fight:fought fly:flew,flown forecast:forecast get:got give:gave,given
    go:gone,went grow:grew,grown hear:heard hold:held keep:kept know:knew,known lead:led leave:left
    lie:lay,lied,lying,lain lose:lost make:made mean:meant meet:met pay:paid quote:quoted
    rise:risen,rose run:ran say:said see:saw,seen seek:sought sell:sold send:sent shoot:shot show:shown
    sit:sat sleep:slept speak:spoke,spoken spend:spent stand:stood strike:struck take:taken,took
    teach:taught tell:told think:thought throw:threw try:tried understand:understood wake:woke wear:wore
    win:won withdraw:withdrew,withdrawn write:wrote,written
    """
        )
    )
    for form in forms.split(",")
}

SPEECH = _words(
    """
    say tell report claim announce believe think know hope deny confirm explain argue suggest mean warn
    note insist expect show predict promise admit state reveal emphasise emphasize add
    """
)

ADJECTIVE = _words(
    """
    able afraid alive allowed angry available aware bad banned better big busy cheap clear closed common
    concerned confident correct costly critical current dangerous dead difficult different easy
    effective enough expensive false famous fast final fine free full good great happy hard harmful
    healthy high ill illegal important independent key large late latest legal likely long low main
    major minor new normal official old open optimistic own permanent poor popular possible positive
    present prevalent proper rare ready real recent related reliable responsible rich right risky safe
    same secure senior serious short significant similar small strong successful sure talented temporary
    true typical unique unlikely unusual urgent useful usual valid wealthy weak well worth wrong young
    """
)
GENERIC = _words(
    """
    people person man woman thing time money number way place anyone someone word question answer
    """
)
RELATIONAL = _words(
    """
    definition function actor advantage aim amount answer area argument aspect author background basis
    benefit biggest buyer cast category cause ceo chair chairman change characteristic chief class
    component concern condition consequence content controversy cost creator criticism danger date
    deadline death decision description detail difference director disadvantage draft drawback duration
    effect element estimate event evidence example extent factor feature field figure finding founder
    fund future goal harm history impact impetus implication importance influence invention issue key
    kind law leader length level limit location main measure member method model motivation motive name
    number objective opinion option origin outcome outlook owner part participant penalty phase plot
    point population position possibility price problem procedure process profit project pro con purpose
    quality quantity rate reaction reason recommendation relation relationship requirement response
    result revenue risk role root rule salary schedule score seller share side sign significance size
    solution source specialty stage stake status step story strategy strength style subject success
    suspect symptom target technique term terms theme theory timeline timing title toll topic total
    treatment trend type use user value variation variety version victim view volume wage way weakness
    weight winner work writer year damage scope speed budget agenda venue host guest attendee partner
    supplier rival critic opponent supporter review reception reviewer consumer customer alternative
    competitor signatory similarity
    """
)

PERSON_NOUNS = _words(
    """
    actor actress ambassador analyst artist author banker billionaire boss boy ceo chair chairman
    chairwoman chancellor chief coach commissioner congressman counterpart dictator diplomat director
    economist emperor executive expert founder general girl governor head judge king lady lawmaker
    lawyer leader man mayor minister monarch mp negotiator officer official player politician pope
    premier president prince princess prosecutor queen reporter researcher scientist secretary senator
    singer spokesman spokesperson spokeswoman sultan suspect woman writer prime
    """
)
MALE_NOUNS = _words(
    """
    king emperor prince man boy actor spokesman chairman congressman pope sultan
    """
)
FEMALE_NOUNS = _words("queen princess woman girl lady actress spokeswoman chairwoman")
ORGANISATION_NOUNS = _words(
    """
    agency airline association automaker bank body broadcaster brand bureau cabinet carmaker carrier
    chain charity club college commission committee company conglomerate consortium corporation council
    court daily department developer exchange firm foundation fund giant government group institute
    institution lender magazine maker manufacturer ministry network newspaper operator organisation
    organization outlet paper party police producer publisher regulator retailer startup studio
    subsidiary supplier team union university utility
    """
)
ORGANISATION_NAMES = _words(
    """
    agency airlines airways army association authority bank bbc bloomberg board broadcasting bureau
    cabinet chronicle cnn co college commission committee company congress corp corporation council
    court daily department electric energy eu exchange federation foundation fund gas gazette group
    herald holdings house inc industries industry institute journal limited llc ltd ministry motor
    motors nato navy network news nhk nikkei office oil organisation organization parliament party
    police post power press reuters riken senate service shimbun steel systems technologies telegraph
    times tribune un union university
    """
)
PLACE_NOUNS = _words(
    """
    airport area base bay building capital city coast country district hotel island lake mountain nation
    palace park place port prefecture province region river site state street town venue village
    """
)
PLACES = _words(
    """
    afghanistan africa alaska algeria america argentina asia athens australia austria baghdad bangkok
    bangladesh barcelona beijing belarus belgium berlin bolivia boston brazil britain brussels bulgaria
    busan cairo california cambodia canada canberra caracas chicago chile china colombia copenhagen
    croatia cuba cyprus damascus delhi denmark dubai dublin ecuador egypt england estonia ethiopia
    europe finland florida france gaza geneva georgia germany ghana greece hanoi helsinki hungary
    iceland india indonesia iran iraq ireland israel istanbul italy jakarta japan jerusalem johannesburg
    jordan kazakhstan kenya kyiv kyoto laos latvia lebanon libya lisbon lithuania london luxembourg
    madrid malaysia malta manila melbourne mexico milan montreal morocco moscow mumbai munich myanmar
    nairobi nepal netherlands nigeria norway okinawa osaka oslo ottawa pakistan panama paris peru
    philippines poland portugal prague pyongyang qatar riyadh romania rome russia rwanda scotland seoul
    serbia shanghai singapore slovakia slovenia somalia spain stockholm sudan sweden switzerland sydney
    syria taipei taiwan tanzania tehran texas thailand tokyo toronto tunisia turkey uganda uk ukraine us
    usa uruguay venezuela vienna vietnam wales warsaw washington yemen yokohama yokosuka zambia zimbabwe
    zurich
    """
)
EVENT_NOUNS = _words(
    """
    accident ceremony conference crash disaster earthquake election event fire flood game incident match
    meeting merger protest race strike summit talks trial trip tsunami typhoon visit vote war
    """
)
AGREEMENT_NOUNS = _words(
    """
    accord acquisition agreement contract deal declaration document draft law bill memorandum merger
    pact plan purchase settlement takeover treaty
    """
)
MONTHS = _words(
    """
    january february march april may june july august september october november december jan feb mar
    apr jun jul aug sep sept oct nov dec
    """
)
DAYS = _words("monday tuesday wednesday thursday friday saturday sunday")
TIME_NOUNS = _words(
    """
    day week month quarter year morning afternoon evening night weekend decade century spring summer
    autumn winter today tomorrow yesterday
    """
)
TITLES = _words(
    """
    mr mrs ms miss sir dr president minister secretary senator governor king queen prince princess
    emperor pope chancellor premier chairman chairwoman judge justice mayor general admiral captain
    professor ceo spokesman spokeswoman ambassador representative lord lady
    """
)
FEMALE_NAMES = _words(
    """
    barbara betty dorothy deborah stephanie cynthia kathleen amanda brenda pamela nicole samantha
    heather ruth joan judith megan andrea hannah jacqueline olivia teresa sara gloria kathryn evelyn
    ellen clara ida ingrid astrid greta freya birgitta karin eva nina vera irina svetlana tatiana
    ekaterina marta agnes beatrice isabella francesca giulia chiara valentina camila gabriela mariana
    lucy grace chloe zoe emily amelia isla poppy priya deepa aisha zainab mariam noor hana haruka yumi
    sakura mei ling hui sanae angela ursula giorgia kamala hillary emmanuelle christine elizabeth mary
    anna anne maria jane janet jennifer sarah susan linda laura lisa karen nancy michelle margaret
    theresa liz rachel emma julia kate katherine catherine caroline charlotte diana helen alice amy
    jessica melania ivanka yuriko tomoko yoko keiko akiko naomi mette sanna jacinda claudia gretchen
    elena olga natalia fatima leila indira sonia annalena yulia tsai anita sophie victoria rebecca
    martha rosa lucia carmen isabel ana sofia
    """
)
MALE_NAMES = _words(
    """
    owen liam noah oliver lucas mason ethan logan aiden jacob jackson luke adam nathan aaron henrik lars
    erik nils sven ole anders magnus mikael jan klaus jurgen wolfgang hans fritz otto stefan andreas
    markus tobias felix sebastian pierre jacques jean francois henri louis luc olivier nicolas alain
    giovanni giuseppe paolo matteo luca alessandro francesco diego javier fernando alejandro rafael
    sergio manuel ricardo pablo andres mateo joao paulo tiago mikhail nikolai yuri boris oleg igor pavel
    viktor kenji hiroshi takashi satoshi yuki kenta hideki masato naoki wei jun ming raj amit sanjay
    arjun vikram rahul sunil tariq yusuf karim hamid reza mehmet mustafa roger ronald frank gary larry
    raymond dennis walter patrick harold carl arthur ryan joseph christopher ralph bruce billy alan
    keith gerald dylan graham hugh ian neil nigel simon stuart trevor donald joe john james robert
    michael william david richard thomas charles george paul mark steven kenneth andrew peter howard
    barack vladimir xi emmanuel keir rishi olaf friedrich volodymyr benjamin narendra shinzo fumio
    shigeru ryosei taro yoshihide naruhito jerome elon bill jeff tim warren jack henry edward philip
    antonio jens recep luis carlos jose juan pedro miguel marco scott pete justin anthony kevin brian
    eric daniel matthew stephen kim yoon moon lee akio koji makoto ben alexander sergey dmitry ivan
    abdul mohammed muhammad ahmed ali hassan ibrahim omar
    """
)
