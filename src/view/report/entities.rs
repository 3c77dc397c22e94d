//! The evidence page: each entity by kind, with all statements and where they stand.

use maud::{Markup, html};

use super::{
    content::{Entity, Statement},
    name::{anchor, name, plural, text, value},
    proof::proof,
};

/// Returns the content of the page; `back` leads to the report.
pub(super) fn body(entities: &[Entity], back: &Markup) -> Markup {
    let mut kinds: Vec<&str> = Vec::new();
    for entity in entities {
        if !kinds.contains(&entity.kind.as_str()) {
            kinds.push(&entity.kind);
        }
    }
    html! {
        nav aria-label="Kinds" {
            (back)
            @for kind in &kinds { a href={ "#kind-" (anchor(kind)) } { (text(&plural(kind))) } " " }
        }
        main {
            @for kind in &kinds {
                section id={ "kind-" (anchor(kind)) } {
                    h2 { (text(&plural(kind))) }
                    @for entity in entities.iter().filter(|entity| entity.kind == *kind) {
                        (article(entity))
                    }
                }
            }
        }
    }
}

fn article(entity: &Entity) -> Markup {
    html! {
        article id=(anchor(&entity.name.id)) {
            h3 { (name(&entity.name)) }
            p class="iri" { code { (text(&entity.name.id)) } }
            table {
                thead {
                    tr {
                        th scope="col" { "Property" }
                        th scope="col" { "Value" }
                        th scope="col" { "Evidence" }
                    }
                }
                tbody { @for statement in &entity.statements { (line(statement)) } }
            }
        }
    }
}

fn line(statement: &Statement) -> Markup {
    html! {
        tr {
            th scope="row" data-label="Property" { (text(&statement.property)) }
            td data-label="Value" { (value(&statement.value)) }
            td data-label="Evidence" { (proof(&statement.evidence)) }
        }
    }
}
