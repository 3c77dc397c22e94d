//! `policygraph export`: the graph or a network in an open format.

use anyhow::{Result, bail};

use super::{
    Outcome,
    form::{LabelLanguage, NetworkForm, write_network},
    networks::{NetworkName, Window, network, parse_date},
    open::Source,
    output::{Out, tell},
};
use crate::store::{DumpForm, Graph};

/// Export the graph or a network
///
/// nq, nt, ttl and jsonld give the whole graph; the other forms a network: the one named, else every entity and
/// relation. nq and jsonld keep the document of each statement, ttl and nt give the merge.
///
/// Example: policygraph export --network co-issuance --as graphml --out co-issuance.graphml
#[derive(Debug, clap::Args)]
pub struct Export {
    /// The network to export
    #[arg(long, value_name = "NAME")]
    network: Option<NetworkName>,
    /// The form
    #[arg(long = "as", value_name = "FORM")]
    form: Form,
    /// The language of labels in pictures
    #[arg(long, value_name = "LANGUAGE", default_value = "both")]
    language: LabelLanguage,
    /// Count only policies surely issued or in force by this date
    #[arg(long, value_name = "DATE")]
    at: Option<String>,
    #[command(flatten)]
    source: Source,
    #[command(flatten)]
    out: Out,
}

/// The forms there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// Graphviz
    Dot,
    /// A picture
    Svg,
    /// For Gephi, yEd, networkx and others
    Graphml,
    /// For Gephi
    Gexf,
    /// A list of edges
    Csv,
    /// Nodes and links
    Json,
    /// N-Quads: every statement in the graph of its document
    Nq,
    /// N-Triples: the merge of all graphs
    Nt,
    /// Turtle: the merge of all graphs
    Ttl,
    /// JSON-LD: every graph by name
    Jsonld,
}

impl Export {
    pub(super) fn run(self) -> Result<Outcome> {
        let opened = self.source.open()?;
        let form = match self.form {
            Form::Dot => NetworkForm::Dot,
            Form::Svg => NetworkForm::Svg,
            Form::Graphml => NetworkForm::Graphml,
            Form::Gexf => NetworkForm::Gexf,
            Form::Csv => NetworkForm::Csv,
            Form::Json => NetworkForm::Json,
            Form::Nq => return self.whole(&opened.graph, DumpForm::NQuads),
            Form::Nt => return self.whole(&opened.graph, DumpForm::NTriples),
            Form::Ttl => return self.whole(&opened.graph, DumpForm::Turtle),
            Form::Jsonld => return self.whole(&opened.graph, DumpForm::JsonLd),
        };
        let window = match &self.at {
            Some(at) => Window::By(parse_date(at)?),
            None => Window::All,
        };
        let name = self.network.unwrap_or(NetworkName::Graph);
        let network = network(&opened.graph, name, &window)?;
        let found = !network.nodes().is_empty();
        self.out.write(&write_network(
            &network,
            form,
            self.language.into(),
            title(name),
            opened.terms()?,
        )?)?;
        if !found {
            tell(format_args!("the network {} is empty", name.as_str()));
            return Ok(Outcome::Nothing);
        }
        Ok(Outcome::Done)
    }

    fn whole(&self, graph: &Graph, form: DumpForm) -> Result<Outcome> {
        if self.network.is_some() || self.at.is_some() {
            bail!(
                "a network has no RDF form: expected --as dot, svg, graphml, gexf, csv or json with --network or --at"
            );
        }
        self.out.write(&graph.dump(form)?)?;
        Ok(Outcome::Done)
    }
}

/// What a picture of a network is called, in English and in Chinese.
pub(super) fn title(name: NetworkName) -> [&'static str; 2] {
    match name {
        NetworkName::CoIssuance => ["Agencies that issue together", "联合发文的机构"],
        NetworkName::Issuance => ["Agencies and what they issued", "机构及其发布的文件"],
        NetworkName::Lineage => ["What rests on what", "政策的制定依据与承接关系"],
        NetworkName::Influence => [
            "Agencies whose policies shape others'",
            "以政策影响其他机构的机构",
        ],
        NetworkName::Exposure => ["What firms are exposed to", "企业受哪些政策影响"],
        NetworkName::Graph => ["Every entity and relation", "全部实体与关系"],
    }
}
