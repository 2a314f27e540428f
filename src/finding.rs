//! What one finding is: the rule's card, typed facts, and the place they were found at.

use std::fmt::{self, Write as _};
use std::sync::Arc;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use crate::field::Found;
use crate::path::Pointer;
use crate::policy::{Authority, Choice, Citation, Claim, Point, Waived};
use crate::records::label_zh;
use crate::vocab::{
    Age, AgeGroup, AgeRange, Area, Cell, CreditCode, Date, DivisionCode, Flaw, FunctionSet, HowMany, Lang, Lifecycle,
    PartialDate, Percent, Phrase, ProjectState, RuleId, Say, ServiceFunction, ServiceItemCode, ServiceItemFlaw,
    ServiceItemPart, ServiceKind, Set, SquareMeters, Strength, Tier, TimeOfDay, Visible, WeekdaySet, WeeklyMinutes,
    Year,
};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The record is wrong, or what must be there is not.
    Error,
    /// Something is probably wrong, or what had better be there is not.
    Warning,
    /// Something worth knowing.
    Info,
}

impl Severity {
    /// Every severity, the gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Info];

    /// The severity as it is written on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

impl From<Strength> for Severity {
    fn from(strength: Strength) -> Self {
        match strength {
            Strength::Must => Self::Error,
            Strength::Should => Self::Warning,
            Strength::May => Self::Info,
        }
    }
}

impl fmt::Display for Severity {
    /// As it is written on the wire.
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.as_str())
    }
}

impl Say for Severity {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match (self, lang) {
            (Self::Error, Lang::Zh) => "错误",
            (Self::Warning, Lang::Zh) => "警告",
            (Self::Info, Lang::Zh) => "提示",
            (severity, Lang::En) => severity.as_str(),
        })
    }
}

/// What a rule judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// What a record is. An error of such a rule refuses admission.
    Record,
    /// What a center ought to be. Such a rule never refuses admission.
    Policy,
}

/// What is known of a rule without running it: its id, its texts, where it comes from.
#[derive(Debug, PartialEq, Eq)]
pub struct Card {
    /// The rule's id: kebab-case, naming the fault, never reused.
    pub id: &'static str,
    /// What it judges.
    pub scope: Scope,
    /// How much a violation matters, unless the demand says otherwise.
    pub severity: Severity,
    /// Where the rule comes from.
    pub basis: Citation,
    /// The fault in a few words.
    pub title: Phrase,
    /// The names of the facts that a violation carries, in order.
    pub facts: &'static [&'static str],
    /// The message, with `{name}` for a fact.
    pub says: Phrase,
    /// What to do about it, with `{name}` for a fact.
    pub help: Phrase,
}

/// One thing that a violation is about, typed, so that it can be said in either language and acted on by a program.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Fact {
    /// A text from the record or the schema.
    Text(CompactString),
    /// A field of a record, by its key; in Chinese it is said with its label.
    Field(CompactString),
    /// Words of ours, in both languages.
    Phrase(Phrase),
    /// What stood somewhere.
    Found(Found),
    /// What is wrong with it.
    Flaw(Flaw),
    /// A number of things.
    Count(u64),
    /// A number of things as a source states it.
    HowMany(HowMany),
    /// A function.
    Function(ServiceFunction),
    /// Some functions.
    Functions(FunctionSet),
    /// Some services, named by one scheme.
    Choice(Choice),
    /// What an authority says.
    Claim(Claim),
    /// A rule.
    Rule(RuleId),
    /// Some tiers.
    Tier(Tier),
    /// A share of a whole.
    Percent(Percent),
    /// Minutes a week.
    WeeklyMinutes(WeeklyMinutes),
    /// A distance in meters.
    Meters(u32),
    /// A point on the earth.
    Point(Point),
    /// An age group.
    Group(AgeGroup),
    /// A function for an age group.
    Cell(Cell),
    /// A kind of service.
    Kind(ServiceKind),
    /// An area as a record states it.
    Area(Area),
    /// An amount of area.
    SquareMeters(SquareMeters),
    /// A day.
    Date(Date),
    /// A date as exactly as it is known.
    PartialDate(PartialDate),
    /// An age.
    Age(Age),
    /// A span of ages.
    Ages(AgeRange),
    /// A time of day.
    Time(TimeOfDay),
    /// Some weekdays.
    Weekdays(WeekdaySet),
    /// A state of a center.
    Status(Lifecycle),
    /// Some states of a center.
    Statuses(Set<Lifecycle>),
    /// A state of a task.
    ProjectState(ProjectState),
    /// Some states of a task.
    ProjectStates(Set<ProjectState>),
    /// A year.
    Year(Year),
    /// A division code.
    DivisionCode(DivisionCode),
    /// A unified social credit code.
    CreditCode(CreditCode),
    /// A code of a government-service item.
    ServiceItemCode(ServiceItemCode),
    /// A part of such a code.
    ServiceItemPart(ServiceItemPart),
    /// What is wrong with such a part.
    ServiceItemFlaw(ServiceItemFlaw),
    /// A place in the document.
    Place(Pointer),
    /// A fault in the text of the input: line and character column, from 1.
    Position {
        /// The line, from 1.
        line: u64,
        /// The character in the line, from 1.
        column: u64,
        /// Bytes before it.
        offset: u64,
    },
}

impl Fact {
    /// A text of the record or the schema as a fact.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(crate::field::excerpt(text))
    }
}

impl Say for Fact {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(to, "{}", Visible(text)),
            Self::Field(key) => match (lang, label_zh(key)) {
                (Lang::Zh, Some(label)) => write!(to, "“{label}”（{key}）"),
                (Lang::Zh, None) => write!(to, "“{}”", Visible(key)),
                (Lang::En, _) => write!(to, "`{}`", Visible(key)),
            },
            Self::Phrase(phrase) => phrase.say(lang, to),
            Self::Found(found) => found.say(lang, to),
            Self::Flaw(flaw) => flaw.say(lang, to),
            Self::Count(count) => write!(to, "{count}"),
            Self::HowMany(stated) => stated.say(lang, to),
            Self::Function(function) => function.say(lang, to),
            Self::Functions(functions) => functions.say(lang, to),
            Self::Choice(choice) => choice.say(lang, to),
            Self::Claim(claim) => claim.say(lang, to),
            Self::Rule(rule) => write!(to, "{rule}"),
            Self::Tier(tier) => tier.say(lang, to),
            Self::Percent(share) => share.say(lang, to),
            Self::WeeklyMinutes(minutes) => minutes.say(lang, to),
            Self::Meters(meters) => match lang {
                Lang::Zh => write!(to, "{meters} 米"),
                Lang::En => write!(to, "{meters} m"),
            },
            Self::Point(point) => point.say(lang, to),
            Self::Group(group) => group.say(lang, to),
            Self::Cell(cell) => cell.say(lang, to),
            Self::Kind(kind) => kind.say(lang, to),
            Self::Area(area) => area.say(lang, to),
            Self::SquareMeters(amount) => amount.say(lang, to),
            Self::Date(date) => date.say(lang, to),
            Self::PartialDate(date) => date.say(lang, to),
            Self::Age(age) => age.say(lang, to),
            Self::Ages(ages) => ages.say(lang, to),
            Self::Time(time) => write!(to, "{time}"),
            Self::Weekdays(days) => days.say(lang, to),
            Self::Status(status) => status.say(lang, to),
            Self::Statuses(statuses) => statuses.say(lang, to),
            Self::ProjectState(state) => state.say(lang, to),
            Self::ProjectStates(states) => states.say(lang, to),
            Self::Year(year) => year.say(lang, to),
            Self::DivisionCode(code) => write!(to, "{code}"),
            Self::CreditCode(code) => write!(to, "{code}"),
            Self::ServiceItemCode(code) => write!(to, "{code}"),
            Self::ServiceItemPart(part) => part.say(lang, to),
            Self::ServiceItemFlaw(flaw) => flaw.say(lang, to),
            Self::Place(place) => place.say(lang, to),
            Self::Position { line, column, offset } => match lang {
                Lang::Zh => write!(to, "第 {line} 行第 {column} 个字符（字节 {offset}）"),
                Lang::En => write!(to, "line {line}, column {column} (byte {offset})"),
            },
        }
    }
}

/// A fault that a rule found: the rule, the place, and the facts. Text is rendered from them last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    pub(crate) card: &'static Card,
    pub(crate) severity: Severity,
    pub(crate) line: Option<u64>,
    pub(crate) path: Pointer,
    pub(crate) facts: Vec<Fact>,
    pub(crate) demanded_by: Option<Arc<Authority>>,
    pub(crate) related: Vec<Pointer>,
    pub(crate) related_line: Option<u64>,
    pub(crate) waived: Option<Arc<Waived>>,
}

impl Violation {
    /// The id of the rule.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        self.card.id
    }

    /// What is known of the rule.
    #[must_use]
    pub fn card(&self) -> &'static Card {
        self.card
    }

    /// How much it matters.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// In a stream, the line of the record, from 1.
    #[must_use]
    pub fn line(&self) -> Option<u64> {
        self.line
    }

    /// The place in the document. It, or the place that holds it, is there.
    #[must_use]
    pub fn path(&self) -> &Pointer {
        &self.path
    }

    /// The facts, by name.
    pub fn facts(&self) -> impl Iterator<Item = (&'static str, &Fact)> {
        self.card.facts.iter().copied().zip(&self.facts)
    }

    /// Who asked for what is missing, if it was a policy.
    #[must_use]
    pub fn demanded_by(&self) -> Option<&Authority> {
        self.demanded_by.as_deref()
    }

    /// The waiver that accepts it for now, if there is one: it stays, and is counted apart.
    #[must_use]
    pub fn waived(&self) -> Option<&Waived> {
        self.waived.as_deref()
    }

    /// Other places that have to do with it.
    #[must_use]
    pub fn related(&self) -> &[Pointer] {
        &self.related
    }

    /// In a stream, the line of the record in which those places are, where it is another.
    #[must_use]
    pub fn related_line(&self) -> Option<u64> {
        self.related_line
    }

    /// Whether it keeps the record from being admitted: an error of a rule of the record.
    #[must_use]
    pub fn refuses_admission(&self) -> bool {
        self.severity == Severity::Error && self.card.scope == Scope::Record
    }

    /// The message in one language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        self.fill(self.card.says.text(lang), lang)
    }

    /// What to do about it, in one language.
    #[must_use]
    pub fn help(&self, lang: Lang) -> String {
        self.fill(self.card.help.text(lang), lang)
    }

    fn fill(&self, template: &str, lang: Lang) -> String {
        let mut text = String::with_capacity(template.len() * 2);
        let mut pieces = template.split('{');
        text.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let Some((name, rest)) = piece.split_once('}') else {
                text.push('{');
                text.push_str(piece);
                continue;
            };
            if let Some((_, fact)) = self.facts().find(|(known, _)| *known == name) {
                let _ = write!(text, "{}", fact.in_lang(lang));
            }
            text.push_str(rest);
        }
        text
    }

    /// What findings are sorted by.
    pub(crate) fn order(&self) -> impl Ord + '_ {
        (self.line, &self.path, self.severity, self.card.id, &self.facts)
    }
}

/// The place, the message and the rule, in English.
impl fmt::Display for Violation {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}: {} [{}]", self.path.in_lang(Lang::En), self.message(Lang::En), self.card.id)
    }
}

/// Something that a rule could not judge, and what made it so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    pub(crate) card: &'static Card,
    pub(crate) line: Option<u64>,
    pub(crate) path: Pointer,
    pub(crate) because: Vec<Pointer>,
    pub(crate) needs_date: bool,
    pub(crate) demanded_by: Option<Arc<Authority>>,
}

impl Undecided {
    /// The id of the rule.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        self.card.id
    }

    /// What is known of the rule.
    #[must_use]
    pub fn card(&self) -> &'static Card {
        self.card
    }

    /// In a stream, the line of the record, from 1.
    #[must_use]
    pub fn line(&self) -> Option<u64> {
        self.line
    }

    /// What could not be judged.
    #[must_use]
    pub fn path(&self) -> &Pointer {
        &self.path
    }

    /// The places where evidence is missing, malformed or of the wrong kind.
    #[must_use]
    pub fn because(&self) -> &[Pointer] {
        &self.because
    }

    /// Who demands it, if it is a policy.
    #[must_use]
    pub fn demanded_by(&self) -> Option<&Authority> {
        self.demanded_by.as_deref()
    }

    /// Whether it takes the day that the check speaks of, and none was given.
    #[must_use]
    pub fn needs_date(&self) -> bool {
        self.needs_date
    }

    /// What could not be judged and what left it open, in one language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        // Where the day is lacking, the record does not lack it.
        let lacks = |place: &&Pointer| !(self.needs_date && self.path.is_at_or_below(place));
        let places = self.because.iter().filter(lacks).map(|place| place.in_lang(lang).to_string());
        let places: Vec<String> = places.map(|place| place.trim_end().to_owned()).collect();
        let title = self.card.title.text(lang);
        let (zh, en) = (places.join("、"), places.join(", "));
        match (lang, self.needs_date, places.is_empty()) {
            (Lang::Zh, false, _) => format!("不能断定有无“{title}”，须看 {zh}"),
            (Lang::Zh, true, true) => format!("不能断定有无“{title}”，须给出核对日期"),
            (Lang::Zh, true, false) => format!("不能断定有无“{title}”，须给出核对日期，并看 {zh}"),
            (Lang::En, false, _) => format!("cannot say whether {title}; see {en}"),
            (Lang::En, true, true) => format!("cannot say whether {title}: it takes the day that the check speaks of"),
            (Lang::En, true, false) => {
                format!("cannot say whether {title}: it takes the day that the check speaks of; see also {en}")
            }
        }
    }

    pub(crate) fn order(&self) -> impl Ord + '_ {
        (self.line, &self.path, self.card.id, &self.because, &self.demanded_by)
    }
}

/// Something that a rule found in order, with the places that prove it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    pub(crate) card: &'static Card,
    pub(crate) line: Option<u64>,
    pub(crate) path: Pointer,
    pub(crate) proof: Vec<Pointer>,
}

impl Evidence {
    /// The id of the rule.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        self.card.id
    }

    /// In a stream, the line of the record, from 1.
    #[must_use]
    pub fn line(&self) -> Option<u64> {
        self.line
    }

    /// What was judged.
    #[must_use]
    pub fn path(&self) -> &Pointer {
        &self.path
    }

    /// The places that prove it.
    #[must_use]
    pub fn proof(&self) -> &[Pointer] {
        &self.proof
    }

    pub(crate) fn order(&self) -> impl Ord + '_ {
        (self.line, &self.path, self.card.id, &self.proof)
    }
}

/// How often a rule came to each of its four outcomes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Tally {
    /// In order.
    pub met: u64,
    /// At fault.
    pub violated: u64,
    /// Evidence is missing, malformed or of the wrong kind.
    pub undecided: u64,
    /// There was nothing to judge.
    pub not_applicable: u64,
}

impl Tally {
    /// Adds another tally of the same rule.
    pub fn add(&mut self, other: Self) {
        self.met = self.met.saturating_add(other.met);
        self.violated = self.violated.saturating_add(other.violated);
        self.undecided = self.undecided.saturating_add(other.undecided);
        self.not_applicable = self.not_applicable.saturating_add(other.not_applicable);
    }

    /// What was counted since the tally was `before`.
    pub(crate) fn since(self, before: Self) -> Self {
        Self {
            met: self.met.saturating_sub(before.met),
            violated: self.violated.saturating_sub(before.violated),
            undecided: self.undecided.saturating_sub(before.undecided),
            not_applicable: self.not_applicable.saturating_sub(before.not_applicable),
        }
    }

    /// How often the rule looked at anything at all.
    #[must_use]
    pub fn total(self) -> u64 {
        [self.violated, self.undecided, self.not_applicable].into_iter().fold(self.met, u64::saturating_add)
    }
}

/// How many there are of what a report tells, kept or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Counts {
    /// Records looked at: centers, and in a document its communities and the document itself.
    pub records: u64,
    /// Violations that are errors.
    pub error: u64,
    /// Violations that are warnings.
    pub warning: u64,
    /// Violations for information.
    pub info: u64,
    /// Judgments that could not be made.
    pub undecided: u64,
    /// Violations that are waived; they are counted under no severity.
    pub waived: u64,
}

impl Say for Counts {
    fn say(&self, lang: Lang, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { records, error, warning, info, undecided, waived } = self;
        match lang {
            Lang::Zh => write!(
                to,
                "记录 {records} 条，错误 {error}，警告 {warning}，提示 {info}，不能断定 {undecided}，已豁免 {waived}"
            ),
            Lang::En => write!(
                to,
                "records: {records}, errors: {error}, warnings: {warning}, information: {info}, undecided: {undecided}, \
                 waived: {waived}"
            ),
        }
    }
}

impl Counts {
    pub(crate) fn add(&mut self, other: Self) {
        self.records = self.records.saturating_add(other.records);
        self.error = self.error.saturating_add(other.error);
        self.warning = self.warning.saturating_add(other.warning);
        self.info = self.info.saturating_add(other.info);
        self.undecided = self.undecided.saturating_add(other.undecided);
        self.waived = self.waived.saturating_add(other.waived);
    }
}
