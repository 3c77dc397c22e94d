//! What one document says, with every name as it is printed: what `extract` gives and `link` turns into facts.
//!
//! An account is plain data. Nothing in it is resolved: a title is a title,
//! an issuer a name, and each value stands on the words it was read from.

use std::sync::Arc;

use super::{Decimal, Kind, KnownDate, Modality, Span};

/// The words that a value was read from, and by which rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grounds {
    /// Where the words stand in the document as it was given.
    pub span: Span,
    /// The words, exactly as they stand there.
    pub quote: String,
    /// The kind of statement that they are.
    pub modality: Modality,
    /// The rule that read them.
    pub method: Arc<str>,
    /// How sure the rule is, 0 to 1.
    pub confidence: Decimal,
}

/// A value and the words it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said<T> {
    /// The value.
    pub value: T,
    /// Its words.
    pub grounds: Grounds,
}

/// What a document is, by its make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Make {
    /// A law, regulation, rule or interpretation: articles under a header.
    Law,
    /// A notice, opinion, announcement or plan of a public body.
    Notice,
    /// A newsletter of an analyst.
    Newsletter,
    /// A table with a document in each row.
    Table,
    /// Facts that someone else extracted.
    Facts,
    /// None of these.
    Unknown,
}

impl Make {
    /// Returns the word for it in output: `law`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::Notice => "notice",
            Self::Newsletter => "newsletter",
            Self::Table => "table",
            Self::Facts => "facts",
            Self::Unknown => "unknown",
        }
    }
}

/// All that one document says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The path of the file as the user named it.
    pub path: String,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// What it is.
    pub make: Make,
    /// What the document is called.
    pub title: Option<Said<String>>,
    /// What the document says of itself: columns of the table of documents.
    pub details: Vec<Detail>,
    /// The policies it describes. Of a law the first is the law itself.
    pub policies: Vec<PolicyAccount>,
    /// What happened or is said to have.
    pub events: Vec<EventAccount>,
    /// Bodies, firms, people, products and technologies that it names.
    pub entities: Vec<EntityAccount>,
    /// What was doubtful, in words, with the place where there is one.
    pub warnings: Vec<Warning>,
}

impl Account {
    /// Makes an account that says nothing yet.
    #[must_use]
    pub fn new(path: &str, sha256: &str, make: Make) -> Self {
        Self {
            path: path.to_owned(),
            sha256: sha256.to_owned(),
            make,
            title: None,
            details: Vec::new(),
            policies: Vec::new(),
            events: Vec::new(),
            entities: Vec::new(),
            warnings: Vec::new(),
        }
    }
}

/// Something doubtful in a document. Nothing is repaired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What, in words.
    pub text: String,
    /// Where, if it stands at a place.
    pub span: Option<Span>,
}

/// What a document says of one policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PolicyAccount {
    /// The title in Chinese, without book-title marks round it.
    pub title: Option<Said<String>>,
    /// The title in English.
    pub title_en: Option<Said<String>>,
    /// Document numbers as printed.
    pub numbers: Vec<Said<String>>,
    /// The bodies that issued it, as printed, in order.
    pub issuers: Vec<Said<String>>,
    /// The one of them that led, where the document says so.
    pub lead: Option<Said<String>>,
    /// How many bodies the document says there are: 等六部门.
    pub issuer_count: Option<Said<u64>>,
    /// Its dates.
    pub dates: Vec<PolicyDate>,
    /// What it is: a notation of the scheme of kinds.
    pub kind: Option<Said<String>>,
    /// Its state: a notation of the scheme of states.
    pub status: Option<Said<String>>,
    /// How it stands to other policies.
    pub relations: Vec<RelationAccount>,
    /// What it wants to reach.
    pub targets: Vec<TargetAccount>,
    /// Further columns of the table of policies: `about`, `provision`, `remark`, `period_from` …
    pub details: Vec<Detail>,
}

impl PolicyAccount {
    /// Returns the first date of a kind.
    #[must_use]
    pub fn date(&self, of: DateOf) -> Option<KnownDate> {
        let date = self.dates.iter().find(|date| date.of == of)?;
        Some(date.date.value)
    }
}

/// What happened to a policy on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateOf {
    /// 通过: the body adopted it, first.
    Adopted,
    /// 批准: a higher body approved it.
    Approved,
    /// 签发, 成文: it was signed.
    Signed,
    /// 公布, 发布: it was made public.
    Published,
    /// A newsletter told of it.
    Reported,
    /// 施行: it takes effect.
    Effective,
    /// 修正, 修订: it was changed, once for each time.
    Amended,
    /// It is in force no longer.
    EndsForce,
    /// Comments on the draft are taken until then.
    CommentsUntil,
}

impl DateOf {
    /// Returns the word for it: `adopted`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Adopted => "adopted",
            Self::Approved => "approved",
            Self::Signed => "signed",
            Self::Published => "published",
            Self::Reported => "reported",
            Self::Effective => "effective",
            Self::Amended => "amended",
            Self::EndsForce => "ends_force",
            Self::CommentsUntil => "comments_until",
        }
    }
}

/// A date of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyDate {
    /// What happened.
    pub of: DateOf,
    /// When.
    pub date: Said<KnownDate>,
}

/// How a policy stands to another, which the document names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationAccount {
    /// The local name of the property: `basedOn`.
    pub relation: &'static str,
    /// The title of the other as meant: an abbreviation that the document declares is written out.
    pub title: String,
    /// Its document number, as printed.
    pub number: Option<String>,
    /// Its date, as exact as printed.
    pub date: Option<KnownDate>,
    /// The articles named: 第三十一条.
    pub articles: Vec<String>,
    /// The words.
    pub grounds: Grounds,
}

impl RelationAccount {
    /// Makes a relation to a policy that is named by its title, with its date where that is told.
    #[must_use]
    pub fn new(
        relation: &'static str,
        title: String,
        date: Option<KnownDate>,
        grounds: Grounds,
    ) -> Self {
        Self {
            relation,
            title,
            number: None,
            date,
            articles: Vec::new(),
            grounds,
        }
    }
}

/// What a policy wants to reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetAccount {
    /// The aim, in the words of the document.
    pub text: String,
    /// What is counted, where the words say so.
    pub indicator: Option<String>,
    /// One of `=`, `>=`, `<=`, `>`, `<`.
    pub comparator: Option<&'static str>,
    /// The number.
    pub value: Option<Decimal>,
    /// Its unit: a notation of `ontology/units.ttl`, else as printed.
    pub unit: Option<String>,
    /// By when.
    pub deadline: Option<KnownDate>,
    /// The words.
    pub grounds: Grounds,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventAccount {
    /// The class under `pg:Event` by its local name: `Deal`, `Appointment`.
    pub kind: String,
    /// A short name for it, in words of the document.
    pub label: String,
    /// When.
    pub date: Option<Said<KnownDate>>,
    /// The rest: columns of the table of events.
    pub details: Vec<Detail>,
    /// The words of the whole.
    pub grounds: Grounds,
}

/// Someone or something that a document names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityAccount {
    /// What it is: an agency, a firm, a person, a product, a technology.
    pub kind: Kind,
    /// The name, as printed.
    pub name: Said<String>,
    /// The rest: columns of the kind's table.
    pub details: Vec<Detail>,
}

/// One more value, by the column of `ontology/tables.csv` that says what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// The column: `buyer`, `value`, `abbreviation`.
    pub column: &'static str,
    /// What a cell of that column would hold; an entity by its name as printed.
    pub value: String,
    /// The words.
    pub grounds: Grounds,
}
