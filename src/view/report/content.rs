//! What a report says: plain values, filled by the caller, no HTML.

/// All that the two pages show.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The heading.
    pub title: String,
    /// Lines below it: what the graph was built from, by which version.
    pub about: Vec<String>,
    /// How many entities of each class there are.
    pub counts: Vec<Count>,
    /// How many statements each document makes, and of which entities.
    pub documents: Vec<Count>,
    /// The pictures, in the order they are shown.
    pub pictures: Vec<Picture>,
    /// The rankings, in the order they are shown.
    pub rankings: Vec<Ranking>,
    /// Targets that are numbers; the page sorts them by due year.
    pub targets: Vec<Target>,
    /// Targets that are not: `goal` is filled, `value` empty.
    pub goals: Vec<Target>,
    /// Drafts and trial versions.
    pub drafts: Vec<Draft>,
    /// Deals, investigations and what else happened.
    pub events: Vec<Event>,
    /// What the rules of `check` found.
    pub findings: Vec<Finding>,
    /// The rules that were run, those that found nothing too.
    pub rules: Vec<Rule>,
    /// All entities, for the evidence page.
    pub entities: Vec<Entity>,
}

/// An entity as it is named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// Its IRI; empty for what has no section on the evidence page.
    pub id: String,
    /// Its label: English if there is one.
    pub label: String,
    /// Its label in Chinese.
    pub label_zh: Option<String>,
    /// Its usual abbreviation.
    pub abbreviation: Option<String>,
}

/// Where a statement stands, and how sure it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// What the statement says, in words; empty where the row says it.
    pub says: String,
    /// The document's label.
    pub document: String,
    /// The section of the document.
    pub section: String,
    /// Where it begins, in characters from the start of the document.
    pub start: Option<u64>,
    /// Where it ends, exclusive.
    pub end: Option<u64>,
    /// Stated, judged, reported or inferred.
    pub modality: String,
    /// How it was read.
    pub method: String,
    /// How sure the reading is, 0 to 1.
    pub confidence: Option<f64>,
    /// Accepted, pending or rejected.
    pub review: String,
    /// A remark.
    pub note: String,
    /// The words, where the reader has the document.
    pub quote: Option<String>,
    /// A page of the document on the web; only `http` and `https` become links.
    pub link: Option<String>,
}

/// A number and the entities it counts.
#[derive(Clone, Debug, Default)]
pub struct Count {
    /// What is counted.
    pub label: String,
    /// How many.
    pub total: usize,
    /// Those counted.
    pub entities: Vec<Name>,
}

/// A picture in the page.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// Its name in links: letters, digits and `-`.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What it shows and how to read it.
    pub caption: String,
    /// The drawing, from [`crate::view::svg::picture`]; it goes into the page as it is.
    pub svg: String,
    /// The same as files: what the link says, and the file.
    pub files: Vec<(String, String)>,
}

/// Entities by measures.
#[derive(Clone, Debug, Default)]
pub struct Ranking {
    /// What is ranked, by what.
    pub title: String,
    /// How the network was made, and what is counted.
    pub note: String,
    /// The columns; the first is the one that ranks.
    pub measures: Vec<Measure>,
    /// The rows, first ranks first.
    pub rows: Vec<Ranked>,
    /// How many entities were ranked; the rows may be the first of more.
    pub total: usize,
}

/// A measure, and what it means.
#[derive(Clone, Debug, Default)]
pub struct Measure {
    /// Its name.
    pub name: String,
    /// Its definition, with its source.
    pub meaning: String,
}

/// A row of a ranking.
#[derive(Clone, Debug, Default)]
pub struct Ranked {
    /// The entity.
    pub name: Name,
    /// Its values, as [`Ranking::measures`]; `None` where one is not defined.
    pub values: Vec<Option<f64>>,
    /// What the values rest on.
    pub evidence: Vec<Evidence>,
}

/// A target.
#[derive(Clone, Debug, Default)]
pub struct Target {
    /// The target as an entity.
    pub name: Name,
    /// Policies or agencies that set it.
    pub set_by: Vec<Name>,
    /// What is measured.
    pub indicator: String,
    /// What is aimed at, in words.
    pub goal: String,
    /// How the value is meant: at least, exactly, ….
    pub comparator: String,
    /// The value, in digits.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// By when, as exact as the source.
    pub deadline: String,
    /// Where a year or value is taken from, when not from the target's own place.
    pub inherited_from: Vec<Name>,
    /// The latest value observed.
    pub observed: Option<Observed>,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// A value that a target is held against.
#[derive(Clone, Debug, Default)]
pub struct Observed {
    /// The value, in digits.
    pub value: String,
    /// Its unit.
    pub unit: String,
    /// When it was observed.
    pub date: String,
    /// It divided by the target's value; `None` where they do not compare.
    pub ratio: Option<f64>,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// A draft or trial version.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The policy.
    pub policy: Name,
    /// Who issued it.
    pub issuers: Vec<Name>,
    /// Draft or trial.
    pub status: String,
    /// When it was published.
    pub published: String,
    /// Till when it is open for comments: empty where no day is known, `None` where none are asked for.
    pub comments_until: Option<String>,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// Something that happened.
#[derive(Clone, Debug, Default)]
pub struct Event {
    /// The event as an entity.
    pub name: Name,
    /// Deal, investigation, appointment, ….
    pub kind: String,
    /// When.
    pub date: String,
    /// Who took part: the role, and who.
    pub parties: Vec<(String, Name)>,
    /// Its value with the unit, if it has one.
    pub value: String,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// Something that a rule of `check` found.
#[derive(Clone, Debug, Default)]
pub struct Finding {
    /// The rule's name.
    pub rule: String,
    /// How bad: error, warning, info.
    pub severity: String,
    /// What it is about.
    pub focus: Name,
    /// What is wrong or doubtful.
    pub message: String,
    /// Where.
    pub evidence: Vec<Evidence>,
}

/// A rule of `check`.
#[derive(Clone, Debug, Default)]
pub struct Rule {
    /// Its name.
    pub name: String,
    /// What it asks.
    pub question: String,
    /// How bad it is to break it.
    pub severity: String,
    /// How often it was broken.
    pub found: usize,
}

/// An entity with all that is said of it.
#[derive(Clone, Debug, Default)]
pub struct Entity {
    /// What it is called.
    pub name: Name,
    /// Its kind: `agency`, `policy`, ….
    pub kind: String,
    /// What is said of it.
    pub statements: Vec<Statement>,
}

/// A statement.
#[derive(Clone, Debug, Default)]
pub struct Statement {
    /// The property's label.
    pub property: String,
    /// The value.
    pub value: Value,
    /// Where it stands; more than one where several places say it.
    pub evidence: Vec<Evidence>,
}

/// The value of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text, a number or a date.
    Text(String),
    /// Another entity.
    Name(Name),
    /// A page on the web.
    Link(String),
}

impl Default for Value {
    fn default() -> Self {
        Self::Text(String::new())
    }
}
