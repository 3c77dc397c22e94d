//! The pages hold what they are given, and nothing of it is markup.

use super::{
    Count, Draft, Entity, Event, Evidence, Finding, Measure, Name, Observed, Picture, Ranked,
    Ranking, Report, Rule, Statement, Target, Value, evidence, index,
};
use crate::view::{sample::HOSTILE, text::visible};

fn name(label: &str) -> Name {
    Name {
        id: format!("https://w3id.org/policygraph/id/policy/{label}"),
        label: label.to_owned(),
        label_zh: Some(format!("{label}文")),
        abbreviation: Some(label.to_owned()),
    }
}

fn place(text: &str) -> Evidence {
    Evidence {
        says: text.to_owned(),
        document: text.to_owned(),
        section: text.to_owned(),
        start: Some(10),
        end: Some(20),
        modality: text.to_owned(),
        method: text.to_owned(),
        confidence: Some(0.9),
        review: text.to_owned(),
        note: text.to_owned(),
        quote: Some(text.to_owned()),
        link: Some(format!("https://example.org/{text}")),
    }
}

fn target(text: &str) -> Target {
    let own = || text.to_owned();
    let observed = Observed {
        value: "197".into(),
        unit: own(),
        date: own(),
        ratio: Some(197.0 / 300.0),
        evidence: vec![place(text)],
    };
    Target {
        name: name(text),
        set_by: vec![name(text)],
        indicator: own(),
        goal: own(),
        comparator: own(),
        value: "300".into(),
        unit: "EFLOPS".into(),
        deadline: "2025".into(),
        inherited_from: vec![name(text)],
        observed: Some(observed),
        evidence: vec![place(text)],
    }
}

fn ranking(text: &str) -> Ranking {
    let measure = Measure {
        name: text.to_owned(),
        meaning: text.to_owned(),
    };
    let row = Ranked {
        name: name(text),
        values: vec![Some(2.0)],
        evidence: vec![place(text)],
    };
    Ranking {
        title: text.to_owned(),
        note: text.to_owned(),
        measures: vec![measure],
        rows: vec![row],
        total: 7,
    }
}

fn draft(text: &str) -> Draft {
    Draft {
        policy: name(text),
        issuers: vec![name(text)],
        status: text.to_owned(),
        published: text.to_owned(),
        comments_until: Some(text.to_owned()),
        evidence: vec![place(text)],
    }
}

fn event(text: &str) -> Event {
    Event {
        name: name(text),
        kind: text.to_owned(),
        date: text.to_owned(),
        parties: vec![(text.to_owned(), name(text))],
        value: text.to_owned(),
        evidence: vec![place(text)],
    }
}

fn finding(text: &str) -> Finding {
    Finding {
        rule: text.to_owned(),
        severity: text.to_owned(),
        focus: name(text),
        message: text.to_owned(),
        evidence: vec![place(text)],
    }
}

fn entity(text: &str) -> Entity {
    let values = [
        Value::Text(text.to_owned()),
        Value::Name(name(text)),
        Value::Link(text.to_owned()),
    ];
    let statement = |value| Statement {
        property: text.to_owned(),
        value,
        evidence: vec![place(text)],
    };
    Entity {
        name: name(text),
        kind: text.to_owned(),
        statements: values.map(statement).into(),
    }
}

/// A report that says the same in each place that holds text.
fn filled(text: &str) -> Report {
    let own = || text.to_owned();
    let count = Count {
        label: own(),
        total: 1,
        entities: vec![name(text)],
    };
    Report {
        title: own(),
        about: vec![own()],
        counts: vec![count.clone()],
        documents: vec![count],
        pictures: vec![Picture {
            id: own(),
            title: own(),
            caption: own(),
            svg: "<svg></svg>".into(),
            files: vec![(own(), own())],
        }],
        rankings: vec![ranking(text)],
        goals: vec![Target {
            value: String::new(),
            ..target(text)
        }],
        targets: vec![target(text)],
        drafts: vec![draft(text)],
        events: vec![event(text)],
        findings: vec![finding(text)],
        rules: vec![Rule {
            name: "kept".into(),
            question: own(),
            severity: own(),
            found: 0,
        }],
        entities: vec![entity(text)],
    }
}

#[test]
fn hostile_text_is_inert_wherever_it_stands() {
    // A page of plain words has as many tags as one of hostile ones.
    let tags = |page: &str| page.matches('<').count();
    let (plain_index, plain_evidence) = (
        tags(&index(&filled("plain"))),
        tags(&evidence(&filled("plain"))),
    );
    for label in HOSTILE {
        let label = &label.replace('\n', " ");
        let report = filled(label);
        let (index, evidence) = (index(&report), evidence(&report));
        assert_eq!(
            (tags(&index), tags(&evidence)),
            (plain_index, plain_evidence),
            "{label:?}"
        );
        for page in [index, evidence] {
            assert!(
                !page.contains(['\u{202e}', '\u{200f}', '\0', '\u{1b}']),
                "{label:?}"
            );
            assert!(
                !page.contains("<script") && !page.contains("onerror"),
                "{label:?}"
            );
            let shown = maud::html! { (visible(label)) }.into_string();
            assert!(page.contains(&shown), "{label:?}");
        }
    }
}

#[test]
fn a_target_says_how_far_it_is_in_words_and_as_a_bar() {
    let page = index(&filled("x"));
    assert!(page.contains("Due <bdi lang=\"en\">2025</bdi>"));
    assert!(page.contains("<title>197 of 300 EFLOPS (66 %)</title>"));
    assert!(page.contains("<div>197 of 300 EFLOPS (66 %)</div>"));
}

#[test]
fn names_lead_to_the_section_of_their_entity() {
    let report = filled("x");
    assert!(index(&report).contains("href=\"evidence.html#policy-x\""));
    assert!(evidence(&report).contains("<article id=\"policy-x\">"));
}

#[test]
fn the_pages_ask_nothing_of_the_net_and_run_no_script() {
    for page in [index(&filled("x")), evidence(&filled("x"))] {
        for forbidden in ["<script", "<link", "src=", "@import", "url("] {
            assert!(!page.contains(forbidden), "{forbidden}");
        }
        assert!(page.starts_with("<!DOCTYPE html><html lang=\"en\">"));
    }
}

#[test]
fn an_empty_report_says_that_there_is_nothing() {
    let page = index(&Report::default());
    for said in [
        "No targets.",
        "No drafts and no trials.",
        "No events.",
        "No rule found anything.",
    ] {
        assert!(page.contains(said), "{said}");
    }
}

#[test]
fn a_row_without_evidence_says_so() {
    let mut report = filled("x");
    report.drafts[0].evidence.clear();
    assert!(index(&report).contains("<span class=\"none\">no evidence</span>"));
}

#[test]
fn goals_stand_by_due_day_and_the_undated_last() {
    let goal = |deadline: &str| Target {
        name: name(&format!("goal-{deadline}-")),
        deadline: deadline.to_owned(),
        value: String::new(),
        ..target("x")
    };
    let report = Report {
        goals: ["", "2030", "2025-06", "2025"].map(goal).into(),
        ..Report::default()
    };
    let page = index(&report);
    let places = [
        "goal-2025-\"",
        "goal-2025-06-\"",
        "goal-2030-\"",
        "goal--\"",
    ]
    .map(|goal| page.find(goal));
    assert!(places[0].is_some() && places.is_sorted(), "{places:?}");
}
