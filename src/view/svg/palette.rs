//! Colours, shapes and dashes: what kinds and relations look like.
//!
//! Hues follow Okabe and Ito (2008), which people with any colour vision tell
//! apart; the light ones are darkened to stand out from white. No colour
//! carries meaning alone: kinds differ by shape too, relations by dash.

/// What a kind of entity looks like.
pub(in crate::view) struct KindLook {
    /// The outline and, for small marks, the filling.
    pub colour: &'static str,
    /// The light filling of boxes.
    pub tint: &'static str,
    /// The mark in our pictures.
    pub shape: Shape,
    /// The mark in Graphviz's.
    pub dot_shape: &'static str,
}

/// The mark of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::view) enum Shape {
    /// For agencies and other bodies of state.
    Circle,
    /// For policies and documents.
    Square,
    /// For firms.
    Diamond,
    /// For what firms make and use.
    Triangle,
}

/// What a relation looks like.
pub(in crate::view) struct RelationLook {
    /// The colour of the line.
    pub colour: &'static str,
    /// The dashes of the line, as SVG's `stroke-dasharray`.
    pub dash: &'static str,
    /// The line's style for Graphviz.
    pub dot_style: &'static str,
}

/// Text and thin lines.
pub(in crate::view) const INK: &str = "#1f2933";
/// Text that stands back.
pub(in crate::view) const FAINT: &str = "#52606d";
/// Lines of a grid.
pub(in crate::view) const GRID: &str = "#d9dee3";
/// The strong lines of a grid.
pub(in crate::view) const AXIS: &str = "#9aa5b1";

/// Returns what a kind looks like.
pub(in crate::view) fn kind_look(kind: &str) -> KindLook {
    let (colour, tint, shape, dot_shape) = match kind {
        "agency" => ("#0072b2", "#dcedf7", Shape::Circle, "ellipse"),
        "policy" => ("#c04f00", "#fbe6d8", Shape::Square, "box"),
        "firm" => ("#00795a", "#d9f0e9", Shape::Diamond, "diamond"),
        "product" => ("#a8497f", "#f7e3ee", Shape::Triangle, "house"),
        "technology" => ("#8a5d00", "#faedcf", Shape::Triangle, "hexagon"),
        "sector" => ("#2f7ba6", "#e0f1fb", Shape::Triangle, "octagon"),
        "person" | "post" => ("#5c4b8a", "#e9e4f4", Shape::Circle, "oval"),
        _ => ("#52606d", "#eceff1", Shape::Square, "note"),
    };
    KindLook {
        colour,
        tint,
        shape,
        dot_shape,
    }
}

/// Returns what a relation looks like; of several joined by spaces, the strongest in law counts.
pub(in crate::view) fn relation_look(relation: &str) -> RelationLook {
    let (colour, dash, dot_style) = match main_relation(relation) {
        "supersedes" => ("#000000", "", "bold"),
        "amends" => ("#a8497f", "9 3 2 3", "dashed"),
        "finalizes" => ("#8a5d00", "2 3", "dotted"),
        "basedOn" | "issuedBy" | "leadIssuer" | "setBy" | "issuedTogether" | "shapes" => {
            ("#0072b2", "", "solid")
        }
        "implements" => ("#00795a", "8 4", "dashed"),
        "buildsOn" => ("#c04f00", "4 3", "dashed"),
        "makes" => ("#00795a", "", "solid"),
        "uses" => ("#a8497f", "4 3", "dashed"),
        "inSector" => ("#2f7ba6", "8 4", "dashed"),
        "about" => ("#c04f00", "8 4", "dashed"),
        "affects" => ("#8a5d00", "9 3 2 3", "dashed"),
        _ => ("#52606d", "1.5 3", "dotted"),
    };
    RelationLook {
        colour,
        dash,
        dot_style,
    }
}

/// Says whether a relation is drawn otherwise than the many that have no line of their own.
pub(in crate::view) fn has_look(relation: &str) -> bool {
    relation_look(relation).dash != relation_look("").dash
}

/// The relations that have a look of their own, the strongest in law first.
const RANKED: [&str; 8] = [
    "supersedes",
    "amends",
    "finalizes",
    "basedOn",
    "implements",
    "buildsOn",
    "leadIssuer",
    "issuedBy",
];

/// Returns the relation that decides how a link of several is drawn.
pub(in crate::view) fn main_relation(relation: &str) -> &str {
    RANKED
        .into_iter()
        .find(|ranked| relation.split(' ').any(|one| one == *ranked))
        .or_else(|| relation.split(' ').next())
        .unwrap_or(relation)
}

#[cfg(test)]
mod tests {
    use super::{RANKED, main_relation, relation_look};

    #[test]
    fn each_relation_of_lineage_differs_in_colour_and_dash_from_the_others() {
        let lineage = &RANKED[..6];
        for (place, one) in lineage.iter().enumerate() {
            for other in &lineage[place + 1..] {
                let (one, other) = (relation_look(one), relation_look(other));
                assert_ne!(one.colour, other.colour);
            }
        }
    }

    #[test]
    fn the_strongest_of_several_relations_decides() {
        assert_eq!(main_relation("basedOn buildsOn"), "basedOn");
        assert_eq!(main_relation("buildsOn supersedes"), "supersedes");
        assert_eq!(main_relation("cites"), "cites");
    }
}
