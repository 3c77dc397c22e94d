//! The rankings: a table each, a bar for the measure that ranks.

use maud::{Markup, html};

use super::{
    content::{Ranked, Ranking},
    name::{name, text},
    proof::proof,
};
use crate::view::{bars::bar, text::visible};

/// Returns the section.
pub(super) fn section(rankings: &[Ranking]) -> Markup {
    html! {
        @if rankings.is_empty() { p class="none" { "Nothing was ranked." } }
        @for ranking in rankings { (table(ranking)) }
    }
}

fn table(ranking: &Ranking) -> Markup {
    let first = |row: &Ranked| row.values.first().copied().flatten().unwrap_or(0.0);
    let most = ranking.rows.iter().map(first).fold(0.0, f64::max);
    html! {
        h3 { (text(&ranking.title)) }
        table class="ranking" {
            caption {
                (text(&ranking.note))
                @if ranking.total > ranking.rows.len() {
                    " The first " (ranking.rows.len()) " of " (ranking.total) "."
                }
            }
            thead {
                tr {
                    th scope="col" { "Rank" }
                    th scope="col" { "Name" }
                    @for measure in &ranking.measures {
                        th scope="col" class="number" title=(visible(&measure.meaning)) { (text(&measure.name)) }
                    }
                    th scope="col" { "Evidence" }
                }
            }
            tbody {
                @for (place, row) in ranking.rows.iter().enumerate() {
                    (line(place + 1, row, ranking, most))
                }
            }
        }
        (meanings(ranking))
    }
}

fn line(rank: usize, row: &Ranked, ranking: &Ranking, most: f64) -> Markup {
    let label = |place: usize| {
        ranking
            .measures
            .get(place)
            .map_or("", |measure| &measure.name)
    };
    html! {
        tr {
            td data-label="Rank" class="number" { (rank) }
            th scope="row" data-label="Name" { (name(&row.name)) }
            @for (place, value) in row.values.iter().enumerate() {
                td class="number" data-label=(visible(label(place))) {
                    @if place == 0 && most > 0.0 && let Some(value) = value {
                        (bar(value / most, &number(Some(*value)))) " "
                    }
                    span class="figure" { (number(*value)) }
                }
            }
            td data-label="Evidence" { (proof(&row.evidence)) }
        }
    }
}

fn meanings(ranking: &Ranking) -> Markup {
    html! {
        details class="meanings" {
            summary { "What the measures mean" }
            dl {
                @for measure in &ranking.measures {
                    dt { (text(&measure.name)) }
                    dd { (text(&measure.meaning)) }
                }
            }
        }
    }
}

/// Spells a value: whole numbers whole, others with three decimals.
fn number(value: Option<f64>) -> String {
    match value {
        Some(value) if value.fract() == 0.0 => value.to_string(),
        Some(value) if value.is_finite() => format!("{value:.3}"),
        _ => "–".to_owned(),
    }
}
