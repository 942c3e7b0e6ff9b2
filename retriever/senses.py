"""Which words news English uses for one another, and which for the opposite.

A line is one group; `_` joins the words of a phrase. Words are base forms: `wording` finds the base first.
Only words that may replace each other without changing a fact stand together: no kinds of the same thing.
"""

from __future__ import annotations

SAME = """
acquire buy purchase acquisition takeover take_over snap_up
sell sale divest dispose offload disposal
get receive obtain gain secure win
give hand donate grant
give_back return hand_back repatriate
rise increase climb grow jump gain up growth raise surge soar higher advance rally go_up
fall drop decline decrease down slip slide plunge tumble sink lower dip go_down
raise lift boost increase hike
cut reduce lower reduction slash trim decrease shrink curb shed
quarter 25_percent
begin start commence launch open get_underway kick_off
end finish stop complete conclude cease completion
stop halt suspend cease
halt suspend stop pause discontinue
delay postpone put_off push_back defer put_back
cancel scrap call_off abandon axe drop
bring_forward advance
build construct construction erect
plant factory
worker employee staff
job post position
job_loss job_cut redundancy layoff
lay_off sack dismiss fire
hire recruit employ
quit resign step_down stand_down resignation
leave depart quit exit
fire launch shoot
kill dead die death slay
hurt injure wound injury
hurt harm
lose loss
attack assault strike raid
quake earthquake tremor
hit strike reach
reach hit touch attain
ceasefire truce armistice
agreement deal pact accord treaty memorandum
contract deal
agree deal reach_agreement
approve pass adopt back endorse ratify clear
approve authorise authorize license clear permit approval authorisation
allow let permit enable
ban bar prohibit forbid outlaw
ban suspend
reject refuse decline turn_down dismiss rebuff rejection throw_out vote_down
accept agree
admit acknowledge concede
say state tell remark comment note add explain
say announce declare
report say write
announce unveil reveal disclose
reveal disclose show
show reveal indicate find
find discover uncover detect
warn caution
suggest indicate
claim allege assert maintain
accuse allege blame charge
deny dispute
confirm verify
criticise criticize condemn denounce attack blast
praise applaud laud hail welcome
demand call_for insist urge
urge ask call_on press
ask request
answer reply respond
discuss debate talk discussion
talk negotiation negotiate discussion meeting
meeting talk
meet hold_talks
call phone_call telephone_call phone telephone
consider weigh mull study examine explore contemplate look_at think_about ponder evaluate
plan intend aim propose want intention
promise pledge vow commit
expect forecast predict anticipate project
due schedule set slate
hope want wish
want seek ask_for
try attempt seek
win victory triumph
beat defeat overcome win_against
replace succeed take_over
lead head run
lead ahead
trail behind
head leader boss chief
chief head
chair chairman chairwoman chairperson
ceo chief_executive boss head
manager boss
spokesman spokeswoman spokesperson
envoy emissary special_representative
lawmaker legislator mp
minister ministry
policeman police officer
official authority
government administration
company firm business corporation group
country nation state
city town
child kid
people person resident
nobody no_one none
everyone everybody all
people human
several various
many numerous
about around roughly approximately
cost price expense
price cost
money cash fund funding
pay spend
payment pay
buyer purchaser
profit earnings
revenue sales turnover
share stock
investor shareholder
jail imprison prison sentence imprisonment
sentence jail
guilty convict conviction find_guilty
acquit clear
arrest detain detention seize
charge indict
steal take theft rob
take steal
court judge tribunal
trial hearing
lawyer attorney
law legislation act bill
sign ink conclude
sign_up join
rule decide ruling
decide decision resolve
choose pick select
elect vote
vote ballot
poll survey
scientist researcher
research study
study survey
doctor physician
drug medicine medication
illness disease
use employ usage utilise utilize
make produce manufacture production
maker manufacturer producer
create establish set_up found
close shut closure shut_down
reopen open
keep maintain hold retain unchanged
examine investigate probe look_into
travel go visit trip
visit trip
arrive reach get_to
send dispatch deploy
withdraw pull_out pull withdrawal remove retreat
move relocate shift transfer relocation
keep retain
hold keep
hold_back withhold
hold stage
happen occur take_place
cause lead_to prompt trigger result
because owing_to
help aid assist assistance
aid help
protect safeguard defend protection
threaten threat
risk danger
damage harm
destroy wreck
break breach violate
breach violation
probe investigate investigation inquiry enquiry
check inspect inspection
car vehicle automobile
plane aircraft jet aeroplane airplane
ship vessel boat
ferry ship
crew staff
home house
area region zone
place site
border frontier
soldier troop
army military
weapon arms
war conflict
fight battle
protest demonstration demonstrate
protester demonstrator
strike walkout walk_out go_on_strike
walk_out strike
union labour_union trade_union
rebel insurgent
quick fast rapid swift
big large major huge
small little minor
important key significant major
new fresh
whole entire full
high record
highest top peak
early soon
yearly annual annually
quarterly quarter
monthly month
daily day
autumn fall
match game
final decider
team side club
goal score
score goal net
coach manager trainer
storm gale
rain rainfall
fire blaze
flood flooding
rescue save
evacuate move_out
search hunt
missing disappear
crash collide collision
run_aground ground
singer vocalist
film movie
picture photo photograph image
music song
tv television
internet online web
charge fee
tax levy duty
loan credit
debt borrowing
invest investment
spend expenditure spending
trade commerce
export ship
compete competition rival
merge merger combine
talk_about discuss
joint common together
respond response react reaction
effect impact influence
affect hit
concern worry fear
fear worry
problem trouble difficulty
error mistake
improve better enhance
worsen deteriorate
strengthen bolster reinforce
weaken undermine
expand widen extend enlarge broaden expansion
focus concentrate
include contain comprise
exclude leave_out
work cooperate cooperation collaborate collaboration
cooperate team_up
partner ally
opponent rival
support back endorse backing
oppose object opposition
resist oppose
carry transport
aboard on_board board
speed pace
half 50_percent
double twofold
twice two_times
once one_time
remain stay continue
continue go_on carry_on
last final
previous earlier prior before
before prior_to
after following
next following
during throughout
near close_to
while whereas
despite in_spite_of
probably likely
reportedly apparently
possible potential possibility
maybe perhaps
charge accusation allegation
appoint name nominate appointment
name call
birth born
marry wed wedding marriage
funeral burial
launch liftoff
satellite spacecraft
electricity power
oil crude
gas natural_gas
coal mine
harvest crop yield
farmer grower
food grocery
supermarket grocer
shop store retailer outlet
hotel inn
school college
pupil student
teacher educator
university college
forest wood
river stream
sea ocean
road street
train rail railway
rail railway train
bridge crossing
airport airfield
airline carrier
continue keep_on keep
finding result conclusion
port harbour harbor
tower skyscraper
secret confidential
public open
illegal unlawful
legal lawful
error fault
firm_up finalise finalize
describe call
end expire
extend prolong extension
appeal challenge
unclear uncertain
serious severe grave
claim demand
wage pay salary
customer client
wealthy rich
poor impoverished
ageing aging
colour color
centre center
programme program
defence defense
tonne ton metric_ton
labour labor
last take
choice decide decision choose
shopkeeper shop_owner retailer
die death lose_their_life lose_his_life lose_her_life
prisoner inmate convict detainee
escape break_out flee get_away
break_out outbreak erupt
at_large on_the_run on_run
recall call_back
raise bring_up lift
target aim direct
teach learn
earn win take_home
prize award trophy
spot notice detect discover find identify uncover
vanish disappear missing go_missing
worth value valued
swap exchange trade
ease slow cool moderate soften fall
regulator watchdog authority supervisor
central_bank bank
poll survey question ask interview
recover retrieve find regain
recover bounce_back rebound recovery
lawmaker parliament legislator legislature senator
vote approve pass back
against oppose opposed opposition
for support back favour favor in_favour
mid middle
maiden first inaugural debut
cause reason result
because due cause
affect involve hit touch compromise
lose fall drop shrink
decrease loss decline
signal indicate suggest hint
cut reduction lower reduce
join sign_up enter
announce tell say report statement announcement
grow expand rise increase
gain win pick_up
blame attribute put_down ascribe
accuse blame fault
reach agree strike
settle resolve
earn make receive
earn gain profit
employ hire
cut_job lay_off
shut close close_down shut_down
run operate manage
operate work run function
serve act work
hold own
own possess control
stake share holding
founder co-founder
boss chief head director
mayor head
premier prime_minister
president head_of_state
aide adviser advisor assistant
official authority
opponent critic challenger rival
challenger rival opponent
campaigner activist
inquiry probe investigation investigate
open launch start
verdict ruling judgment decision judgement
overturn reverse quash annul strike_down
uphold confirm
fine penalty penalise penalize
sue lawsuit suit
compensation damages
victim casualty
toll death
shot vaccine jab
side_effect adverse
patient sick
hospital clinic
treatment therapy
blaze wildfire fire
shelter refuge
storm hurricane typhoon cyclone
flood inundate
record all-time
cargo freight
truck lorry
passenger traveller traveler
commuter passenger
flight plane
runway airport
driver motorist
railway line
bus coach
subway metro underground
footballer player
striker forward
goalkeeper keeper
season campaign
title championship
champion winner
cup trophy
squad team
painting picture canvas
exhibition show display
museum gallery
book novel
album record
concert gig show
festival event
actor star performer
director filmmaker
scientist expert
expert specialist analyst
analyst economist
forecast outlook prediction estimate
estimate reckon put
quantity amount
amount sum
inflation consumer_price
unemployment jobless joblessness
budget spending
deficit shortfall
shortage shortfall lack scarcity
surplus excess
plant facility factory site
mine pit
firm maker
startup start-up
app application
phone smartphone handset mobile
hacker attacker intruder
breach hack attack
data information
password login credential
mail email e-mail
chip semiconductor
launcher rocket
probe spacecraft
crew astronaut
orbit space
dig excavate excavation
remains skeleton bone
tomb grave
ancient old
farmland field
grain cereal
smoke cigarette tobacco
pupil schoolchild student schoolchildren
exam test examination
degree qualification
tuition fee
rent lease
tenant renter
landlord owner
flat apartment
housing home house
resident inhabitant local
citizen resident
migrant immigrant
refugee asylum_seeker
aid relief
famine hunger
troop soldier force
airstrike air_strike bombing
hostage captive
envoy negotiator
summit meeting
treaty agreement accord
sanction penalty
embargo ban
curb restrict limit restriction
ban prohibition
lift remove end
scrap abolish remove
impose introduce
introduce bring_in
enter_into_force take_effect come_into_force
effective valid
temporary interim provisional
acting interim temporary caretaker
permanent lasting
nearly almost
former ex
one-time former
leading lead top main
chief main principal lead
main primary chief
final last
crucial key vital
rare unusual
common widespread
huge vast enormous massive
tiny small
dangerous hazardous
safe secure
ill sick
fall_ill sicken illness sickness
ill illness
unaffected affect
weigh weight
cost worth
length long
depth deep
height tall high
width wide
slow slow_down decelerate ease
artwork painting
author writer novelist
trial test
employee staff workforce worker
"""

OPPOSITE = """
rise increase climb grow jump gain raise surge soar lift boost hike growth rally expand up advance | fall drop decline decrease cut reduce lower slip slide plunge tumble sink slash dip shrink down halve trim
double triple quadruple | halve
high higher highest most record | low lower lowest least
buy purchase acquire acquisition | sell sale divest offload
export | import
accept approve pass adopt back endorse agree authorise authorize ratify support | reject refuse turn_down oppose veto decline dismiss block rebuff throw_out vote_down
sign | veto reject
confirm admit acknowledge affirm concede | deny reject dispute rule_out
begin start open launch commence resume introduce | end finish stop close halt cease suspend conclude shut
open reopen | close shut
create add hire recruit establish | cut eliminate destroy abolish scrap axe lay_off sack
win victory triumph beat defeat | lose defeat
lead ahead | trail behind
ahead | behind late
before | after since following
above over more greater | below under less fewer
more | less fewer
exceed | below
earliest early earlier | latest late later
first | last second third final
forward bring_forward | back delay postpone put_off push_back
advance accelerate | delay postpone defer
join enter | leave quit exit
arrive | leave depart
enter | leave exit
give | take receive
lend | borrow
pay | receive owe
send | withdraw
deploy send dispatch | withdraw recall pull_out
withdraw | stay remain keep
return give_back | keep retain
keep retain maintain continue | abandon drop scrap end
allow permit let enable | ban bar forbid prohibit block prevent
ban suspend | clear allow reinstate
acquit clear exonerate | convict sentence jail guilty
free release | arrest detain jail imprison capture
innocent | guilty
strengthen improve bolster | weaken worsen undermine
improve better ease | worsen deteriorate
strong | weak
tighten | ease loosen relax
import | export
north northern | south southern
east eastern | west western
left | right
morning | evening night afternoon
day | night
summer | winter
spring | autumn
male man men | female woman women
husband | wife
brother son father | sister daughter mother
young younger youngest | old older oldest
old older | new newer
find found recover | missing lost
mild | severe serious grave
good better best | bad worse worst
safe | dangerous unsafe
save | cost
success succeed successful | fail failure unsuccessful
fail | succeed pass meet
pass | fail
hire appoint | fire dismiss sack
attack | defend
friend ally | enemy rival
love | hate
praise welcome | criticise criticize condemn
support back favour favor | oppose against reject
for | against
agree | disagree
legal lawful | illegal unlawful
public | private
rich | poor
long | short
large big major | small little minor
fast quick | slow
hot warm | cold
profit surplus | loss deficit
inflow | outflow
supply | demand
majority most | minority few
all every everyone | no none nobody some
both | neither
always | never
permanent | temporary
voluntary | compulsory mandatory
optional | mandatory compulsory
direct | indirect
inside within | outside
present | absent
alive survive | dead die kill
survive | die perish
rescue save | kill lose
build construct | demolish dismantle destroy
remember | forget
include | exclude
attend | skip miss boycott
raise lower | keep hold leave_unchanged
expand widen extend | narrow shrink shorten
if | unless
with | without
likely | unlikely
possible | impossible
able | unable
aware | unaware
known | unknown
happy satisfied | unhappy disappointed angry
calm | tense
peace truce ceasefire | war
friendly | hostile
domestic | foreign overseas
local | national international
rural | urban
daily | weekly monthly
annual | quarterly monthly
maximum | minimum
"""


def _groups(text: str) -> dict[str, frozenset[int]]:
    table: dict[str, set[int]] = {}
    for number, line in enumerate(text.strip().splitlines()):
        for word in line.split():
            table.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in table.items()}


def _sides(text: str) -> dict[str, frozenset[tuple[int, int]]]:
    table: dict[str, set[tuple[int, int]]] = {}
    for number, line in enumerate(text.strip().splitlines()):
        for side, words in enumerate(line.split("|")):
            for word in words.split():
                table.setdefault(word, set()).add((number, side))
    return {word: frozenset(places) for word, places in table.items()}


_SAME = _groups(SAME)
_OPPOSITE = _sides(OPPOSITE)
# Longer phrases first: "go on strike" is no "go on".
PHRASES = tuple(
    sorted(
        (tuple(word.split("_")) for word in {*_SAME, *_OPPOSITE} if "_" in word and not word[0].isdigit()),
        key=lambda phrase: (-len(phrase), phrase),
    )
)


def vocabulary() -> frozenset[str]:
    """Return every single word of the two lists."""
    return frozenset(word for word in {*_SAME, *_OPPOSITE} if "_" not in word)


def same(one: str, other: str) -> bool:
    """Whether two base forms may stand for one another in the news."""
    return one == other or bool(_SAME.get(one, frozenset()) & _SAME.get(other, frozenset()))


def opposite(one: str, other: str) -> bool:
    """Whether two base forms say the reverse of each other."""
    return any((line, 1 - side) in _OPPOSITE.get(other, ()) for line, side in _OPPOSITE.get(one, ()))
