//! The terms of `ontology/` as constants, and the terms of other vocabularies that the code names.
//!
//! What a term means stands in the ontology; `tests/vocabulary.rs` holds the
//! list and the files to each other, both ways. No other file but `fact/id.rs`
//! holds an IRI.

/// The namespace of our terms, `pg:`.
pub const NS: &str = "https://w3id.org/policygraph/ns#";
/// What the IRI of every entity begins with; then `KIND/KEY`.
pub const ID: &str = "https://w3id.org/policygraph/id/";
/// What the IRI of every assertion begins with.
pub const ASSERTION_BASE: &str = "https://w3id.org/policygraph/id/assertion/";
/// What the IRI of every graph begins with that is no document's.
pub const GRAPH_BASE: &str = "https://w3id.org/policygraph/id/graph/";
/// The graph of what follows from subclasses and subproperties.
pub const GRAPH_INFERRED: &str = "https://w3id.org/policygraph/id/graph/inferred";
/// The graph of links to open datasets.
pub const GRAPH_LINKS: &str = "https://w3id.org/policygraph/id/graph/links";
/// The graph of the ontology.
pub const GRAPH_ONTOLOGY: &str = "https://w3id.org/policygraph/id/graph/ontology";
/// What the IRI of every unit begins with.
pub const UNIT_PREFIX: &str = "https://w3id.org/policygraph/ns#unit-";

/// The prefixes that queries and dumps use.
pub const PREFIXES: &[(&str, &str)] = &[
    ("pg", NS),
    ("eli", "http://data.europa.eu/eli/ontology#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("schema", "http://schema.org/"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("lode", "http://linkedevents.org/ontology/"),
    ("dct", "http://purl.org/dc/terms/"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Makes a constant of each term and the list of all.
macro_rules! terms {
    ($($(#[$meta:meta])* $name:ident = $local:literal;)*) => {
        $($(#[$meta])* pub const $name: &str = concat!("https://w3id.org/policygraph/ns#", $local);)*

        /// Every term of the ontology, by IRI.
        pub const TERMS: &[&str] = &[$($name),*];
    };
}

terms! {
    /// The class "agency" (机构).
    AGENCY = "Agency";
    /// The class "appointment" (任命).
    APPOINTMENT = "Appointment";
    /// The class "assertion" (陈述).
    ASSERTION = "Assertion";
    /// The class "deal" (交易).
    DEAL = "Deal";
    /// The class "detention" (拘留).
    DETENTION = "Detention";
    /// The class "document" (来源文件).
    DOCUMENT = "Document";
    /// The class "transfer of duties" (职责划转).
    DUTY_TRANSFER = "DutyTransfer";
    /// The class "event" (事件).
    EVENT = "Event";
    /// The class "firm" (企业).
    FIRM = "Firm";
    /// The class "investigation" (调查).
    INVESTIGATION = "Investigation";
    /// The class "milestone" (里程碑).
    MILESTONE = "Milestone";
    /// The class "observation" (观测值).
    OBSERVATION = "Observation";
    /// The class "person" (人物).
    PERSON = "Person";
    /// The class "policy" (政策文件).
    POLICY = "Policy";
    /// The class "post" (职务).
    POST = "Post";
    /// The class "product" (产品).
    PRODUCT = "Product";
    /// The class "restructuring" (重组).
    RESTRUCTURING = "Restructuring";
    /// The class "sector" (行业).
    SECTOR = "Sector";
    /// The class "target" (目标).
    TARGET = "Target";
    /// The class "technology" (技术).
    TECHNOLOGY = "Technology";
    /// The property "abbreviation" (简称).
    ABBREVIATION = "abbreviation";
    /// The property "is about" (主题).
    ABOUT = "about";
    /// The property "accompanies" (配套).
    ACCOMPANIES = "accompanies";
    /// The property "actor" (行为主体).
    ACTOR = "actor";
    /// The property "adopted" (通过日期).
    ADOPTED = "adopted";
    /// The property "affects" (影响).
    AFFECTS = "affects";
    /// The property "amended" (修改日期).
    AMENDED = "amended";
    /// The property "amends" (修改).
    AMENDS = "amends";
    /// The property "announced by" (宣布机构).
    ANNOUNCED_BY = "announcedBy";
    /// The property "application" (应用领域).
    APPLICATION = "application";
    /// The property "appointee" (被任命人).
    APPOINTEE = "appointee";
    /// The property "approved" (批准日期).
    APPROVED = "approved";
    /// The property "author" (作者).
    AUTHOR = "author";
    /// The property "based in" (总部所在地).
    BASED_IN = "basedIn";
    /// The property "is based on" (制定依据).
    BASED_ON = "basedOn";
    /// The property "builds on" (承接).
    BUILDS_ON = "buildsOn";
    /// The property "buyer" (买方).
    BUYER = "buyer";
    /// The property "champions" (力推).
    CHAMPIONS = "champions";
    /// The property "cites" (引用).
    CITES = "cites";
    /// The property "comments until" (征求意见截止日期).
    COMMENTS_UNTIL = "commentsUntil";
    /// The property "comparator" (比较符).
    COMPARATOR = "comparator";
    /// The property "concerns" (涉及).
    CONCERNS = "concerns";
    /// The property "confidence" (置信度).
    CONFIDENCE = "confidence";
    /// The property "date" (日期).
    DATE = "date";
    /// The property "deadline" (完成期限).
    DEADLINE = "deadline";
    /// The property "object of the deal" (交易标的).
    DEAL_OBJECT = "dealObject";
    /// The property "derives from" (源自).
    DERIVES_FROM = "derivesFrom";
    /// The property "detained from" (被拘人员所属单位).
    DETAINED_FROM = "detainedFrom";
    /// The property "dimension" (量纲).
    DIMENSION = "dimension";
    /// The property "document number" (文号).
    DOCUMENT_NUMBER = "documentNumber";
    /// The property "duty" (划转职责).
    DUTY = "duty";
    /// The property "editor" (编辑).
    EDITOR = "editor";
    /// The property "takes effect" (施行日期).
    EFFECTIVE = "effective";
    /// The property "employees affected" (受影响员工数).
    EMPLOYEES_AFFECTED = "employeesAffected";
    /// The property "end" (结束位置).
    END = "end";
    /// The property "ends force" (失效日期).
    ENDS_FORCE = "endsForce";
    /// The property "factor" (换算系数).
    FACTOR = "factor";
    /// The property "finalizes" (定稿自).
    FINALIZES = "finalizes";
    /// The property "number of focus areas" (重点领域数).
    FOCUS_AREA_COUNT = "focusAreaCount";
    /// The property "formerly part of" (曾隶属).
    FORMERLY_PART_OF = "formerlyPartOf";
    /// The property "goal" (定性目标).
    GOAL = "goal";
    /// The property "held" (曾任).
    HELD = "held";
    /// The property "holds" (现任).
    HOLDS = "holds";
    /// The property "implements" (贯彻落实).
    IMPLEMENTS = "implements";
    /// The property "in document" (所在文件).
    IN_DOCUMENT = "inDocument";
    /// The property "in sector" (所属行业).
    IN_SECTOR = "inSector";
    /// The property "indicator" (指标).
    INDICATOR = "indicator";
    /// The property "inherited from" (沿用自).
    INHERITED_FROM = "inheritedFrom";
    /// The property "initial payment" (首付款).
    INITIAL_PAYMENT = "initialPayment";
    /// The property "investigated" (被调查方).
    INVESTIGATED = "investigated";
    /// The property "issued by" (发布机关).
    ISSUED_BY = "issuedBy";
    /// The property "issues the text" (印发).
    ISSUES_TEXT = "issuesText";
    /// The property "number of issuers" (发布机关数).
    ISSUER_COUNT = "issuerCount";
    /// The property "kind" (文种).
    KIND = "kind";
    /// The concept "action plan" (行动计划).
    KIND_ACTION_PLAN = "kind-action-plan";
    /// The concept "agenda" (议程).
    KIND_AGENDA = "kind-agenda";
    /// The concept "announcement" (公告).
    KIND_ANNOUNCEMENT = "kind-announcement";
    /// The concept "call for applications" (申报通知).
    KIND_CALL = "kind-call";
    /// The concept "circular" (通报).
    KIND_CIRCULAR = "kind-circular";
    /// The concept "decision" (决定).
    KIND_DECISION = "kind-decision";
    /// The concept "export control" (出口管制).
    KIND_EXPORT_CONTROL = "kind-export-control";
    /// The concept "guideline" (指南).
    KIND_GUIDELINE = "kind-guideline";
    /// The concept "implementation rules" (实施细则).
    KIND_IMPLEMENTATION_RULES = "kind-implementation-rules";
    /// The concept "law" (法律).
    KIND_LAW = "kind-law";
    /// The concept "list" (名单).
    KIND_LIST = "kind-list";
    /// The concept "measures" (办法).
    KIND_MEASURES = "kind-measures";
    /// The concept "notice" (通知).
    KIND_NOTICE = "kind-notice";
    /// The concept "opinion" (意见).
    KIND_OPINION = "kind-opinion";
    /// The concept "order" (令).
    KIND_ORDER = "kind-order";
    /// The concept "other" (其他).
    KIND_OTHER = "kind-other";
    /// The concept "outline" (纲要).
    KIND_OUTLINE = "kind-outline";
    /// The concept "pilot" (试点).
    KIND_PILOT = "kind-pilot";
    /// The concept "plan" (规划).
    KIND_PLAN = "kind-plan";
    /// The concept "programme" (专项计划).
    KIND_PROGRAMME = "kind-programme";
    /// The concept "administrative regulation" (行政法规).
    KIND_REGULATION = "kind-regulation";
    /// The concept "reply" (批复).
    KIND_REPLY = "kind-reply";
    /// The concept "departmental rule" (部门规章).
    KIND_RULE = "kind-rule";
    /// The concept "standard" (标准).
    KIND_STANDARD = "kind-standard";
    /// The concept "treaty" (条约).
    KIND_TREATY = "kind-treaty";
    /// The scheme "kinds of policy" (文种).
    KINDS = "kinds";
    /// The property "lead issuer" (牵头发布机关).
    LEAD_ISSUER = "leadIssuer";
    /// The property "licence" (许可).
    LICENCE = "licence";
    /// The property "makes" (制造).
    MAKES = "makes";
    /// The property "maximum value" (最高金额).
    MAXIMUM_VALUE = "maximumValue";
    /// The property "mentioned as" (文中称谓).
    MENTION = "mention";
    /// The property "method" (提取方法).
    METHOD = "method";
    /// The scheme "modalities" (陈述方式).
    MODALITIES = "modalities";
    /// The property "modality" (陈述方式).
    MODALITY = "modality";
    /// The concept "inferred" (推断).
    MODALITY_INFERRED = "modality-inferred";
    /// The concept "judged" (作者判断).
    MODALITY_JUDGED = "modality-judged";
    /// The concept "reported" (转述).
    MODALITY_REPORTED = "modality-reported";
    /// The concept "stated" (明确陈述).
    MODALITY_STATED = "modality-stated";
    /// The property "observed" (观测时间).
    OBSERVED = "observed";
    /// The property "is the office of" (办事机构).
    OFFICE_OF = "officeOf";
    /// The property "overlaps with" (部分重叠).
    OVERLAPS_WITH = "overlapsWith";
    /// The property "page" (网页).
    PAGE = "page";
    /// The property "is parallel to" (平行于).
    PARALLEL_TO = "parallelTo";
    /// The property "partner of" (合作伙伴).
    PARTNER_OF = "partnerOf";
    /// The property "party" (当事方).
    PARTY = "party";
    /// The property "period from" (规划期始).
    PERIOD_FROM = "periodFrom";
    /// The property "period to" (规划期止).
    PERIOD_TO = "periodTo";
    /// The property "number of persons" (人数).
    PERSON_COUNT = "personCount";
    /// The property "post in" (所属机构).
    POST_IN = "postIn";
    /// The property "provision" (主要内容).
    PROVISION = "provision";
    /// The property "published" (发布日期).
    PUBLISHED = "published";
    /// The property "publisher" (出版者).
    PUBLISHER = "publisher";
    /// The property "quantity" (数量).
    QUANTITY = "quantity";
    /// The property "quote" (原文).
    QUOTE = "quote";
    /// The property "rank" (级别).
    RANK = "rank";
    /// The concept "bureau" (司局级).
    RANK_BUREAU = "rank-bureau";
    /// The concept "committee" (委员会).
    RANK_COMMITTEE = "rank-committee";
    /// The concept "court or procuratorate" (司法机关).
    RANK_COURT = "rank-court";
    /// The concept "financial institution" (金融机构).
    RANK_FINANCIAL_INSTITUTION = "rank-financial-institution";
    /// The concept "public institution" (事业单位).
    RANK_INSTITUTION = "rank-institution";
    /// The concept "international organization" (国际组织).
    RANK_INTERNATIONAL = "rank-international";
    /// The concept "mass organisation" (群团组织).
    RANK_MASS_ORGANISATION = "rank-mass-organisation";
    /// The concept "ministry" (部级).
    RANK_MINISTRY = "rank-ministry";
    /// The concept "office" (办公室).
    RANK_OFFICE = "rank-office";
    /// The concept "other" (其他).
    RANK_OTHER = "rank-other";
    /// The concept "Party body" (党的机构).
    RANK_PARTY_BODY = "rank-party-body";
    /// The concept "State Council" (国务院).
    RANK_STATE_COUNCIL = "rank-state-council";
    /// The concept "vice-ministry" (副部级).
    RANK_VICE_MINISTRY = "rank-vice-ministry";
    /// The scheme "ranks" (级别).
    RANKS = "ranks";
    /// The property "reason" (原因).
    REASON = "reason";
    /// The property "is related to" (相关).
    RELATED_TO = "relatedTo";
    /// The property "remark" (备注).
    REMARK = "remark";
    /// The property "replaced" (被接替人).
    REPLACED = "replaced";
    /// The property "first reported" (首次报道日期).
    REPORTED = "reported";
    /// The property "reported by" (统计来源).
    REPORTED_BY = "reportedBy";
    /// The property "reporting from" (报道期始).
    REPORTING_FROM = "reportingFrom";
    /// The property "reporting to" (报道期止).
    REPORTING_TO = "reportingTo";
    /// The property "review" (审核状态).
    REVIEW = "review";
    /// The concept "accepted" (已采纳).
    REVIEW_ACCEPTED = "review-accepted";
    /// The concept "pending" (待审核).
    REVIEW_PENDING = "review-pending";
    /// The concept "rejected" (已驳回).
    REVIEW_REJECTED = "review-rejected";
    /// The scheme "states of review" (审核状态).
    REVIEWS = "reviews";
    /// The property "rivals" (对标).
    RIVALS = "rivals";
    /// The property "section" (所在章节).
    SECTION = "section";
    /// The property "seller" (卖方).
    SELLER = "seller";
    /// The property "set by" (提出文件).
    SET_BY = "setBy";
    /// The property "SHA-256" (SHA-256摘要).
    SHA256 = "sha256";
    /// The property "share of" (占比基数).
    SHARE_OF = "shareOf";
    /// The property "signed" (签署日期).
    SIGNED = "signed";
    /// The property "since" (起始时间).
    SINCE = "since";
    /// The property "has it from" (消息来源).
    SOURCE = "source";
    /// The property "start" (起始位置).
    START = "start";
    /// The property "status" (效力状态).
    STATUS = "status";
    /// The concept "amended" (已修改).
    STATUS_AMENDED = "status-amended";
    /// The concept "draft" (草案).
    STATUS_DRAFT = "status-draft";
    /// The concept "ended" (已失效).
    STATUS_ENDED = "status-ended";
    /// The concept "in force" (现行有效).
    STATUS_IN_FORCE = "status-in-force";
    /// The concept "not yet in force" (尚未施行).
    STATUS_NOT_YET_IN_FORCE = "status-not-yet-in-force";
    /// The concept "partly in force" (部分有效).
    STATUS_PARTLY_IN_FORCE = "status-partly-in-force";
    /// The concept "on trial" (试行).
    STATUS_TRIAL = "status-trial";
    /// The scheme "statuses" (效力状态).
    STATUSES = "statuses";
    /// The property "succeeds" (继承自).
    SUCCEEDS = "succeeds";
    /// The property "supersedes" (取代).
    SUPERSEDES = "supersedes";
    /// The property "to post" (所任职务).
    TO_POST = "toPost";
    /// The property "transferred from" (划出机构).
    TRANSFERRED_FROM = "transferredFrom";
    /// The property "transferred to" (划入机构).
    TRANSFERRED_TO = "transferredTo";
    /// The property "unit" (计量单位).
    UNIT = "unit";
    /// The concept "Chinese yuan" (人民币元).
    UNIT_CNY = "unit-CNY";
    /// The concept "exabyte" (艾字节).
    UNIT_EB = "unit-EB";
    /// The concept "exaFLOPS" (百亿亿次浮点运算每秒).
    UNIT_EFLOPS = "unit-EFLOPS";
    /// The concept "euro" (欧元).
    UNIT_EUR = "unit-EUR";
    /// The concept "gigawatt" (吉瓦).
    UNIT_GW = "unit-GW";
    /// The concept "megawatt" (兆瓦).
    UNIT_MW = "unit-MW";
    /// The concept "petabyte" (拍字节).
    UNIT_PB = "unit-PB";
    /// The concept "petaFLOPS" (千万亿次浮点运算每秒).
    UNIT_PFLOPS = "unit-PFLOPS";
    /// The concept "terabyte" (太字节).
    UNIT_TB = "unit-TB";
    /// The concept "terawatt-hour" (太瓦时).
    UNIT_TWH = "unit-TWh";
    /// The concept "US dollar" (美元).
    UNIT_USD = "unit-USD";
    /// The concept "count" (个数).
    UNIT_COUNT = "unit-count";
    /// The concept "kilowatt-hour" (千瓦时).
    UNIT_K_WH = "unit-kWh";
    /// The concept "kilometre" (千米).
    UNIT_KM = "unit-km";
    /// The concept "percent" (百分比).
    UNIT_PERCENT = "unit-percent";
    /// The concept "times" (倍).
    UNIT_TIMES = "unit-times";
    /// The concept "tonne" (吨).
    UNIT_TONNE = "unit-tonne";
    /// The scheme "units" (计量单位).
    UNITS = "units";
    /// The property "uses" (采用技术).
    USES = "uses";
    /// The property "value" (数值).
    VALUE = "value";
}

/// The relations of lineage, from a newer policy to an older one: `derivesFrom` and those under it.
pub const LINEAGE: [&str; 7] = [
    DERIVES_FROM,
    BASED_ON,
    IMPLEMENTS,
    BUILDS_ON,
    AMENDS,
    SUPERSEDES,
    FINALIZES,
];

/// `rdf:type`.
pub const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
/// `rdf:subject`.
pub const RDF_SUBJECT: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#subject";
/// `rdf:predicate`.
pub const RDF_PREDICATE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate";
/// `rdf:object`.
pub const RDF_OBJECT: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#object";
/// `rdf:langString`.
pub const RDF_LANG_STRING: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";
/// `rdfs:label`.
pub const RDFS_LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
/// `rdfs:comment`.
pub const RDFS_COMMENT: &str = "http://www.w3.org/2000/01/rdf-schema#comment";
/// `rdfs:subClassOf`.
pub const RDFS_SUB_CLASS_OF: &str = "http://www.w3.org/2000/01/rdf-schema#subClassOf";
/// `rdfs:subPropertyOf`.
pub const RDFS_SUB_PROPERTY_OF: &str = "http://www.w3.org/2000/01/rdf-schema#subPropertyOf";
/// `rdfs:domain`.
pub const RDFS_DOMAIN: &str = "http://www.w3.org/2000/01/rdf-schema#domain";
/// `rdfs:range`.
pub const RDFS_RANGE: &str = "http://www.w3.org/2000/01/rdf-schema#range";
/// `schema:domainIncludes`.
pub const SCHEMA_DOMAIN_INCLUDES: &str = "http://schema.org/domainIncludes";
/// `schema:rangeIncludes`.
pub const SCHEMA_RANGE_INCLUDES: &str = "http://schema.org/rangeIncludes";
/// `foaf:Document`.
pub const FOAF_DOCUMENT: &str = "http://xmlns.com/foaf/0.1/Document";
/// `skos:Concept`.
pub const SKOS_CONCEPT: &str = "http://www.w3.org/2004/02/skos/core#Concept";
/// `skos:altLabel`.
pub const SKOS_ALT_LABEL: &str = "http://www.w3.org/2004/02/skos/core#altLabel";
/// `skos:broader`.
pub const SKOS_BROADER: &str = "http://www.w3.org/2004/02/skos/core#broader";
/// `skos:notation`.
pub const SKOS_NOTATION: &str = "http://www.w3.org/2004/02/skos/core#notation";
/// `org:subOrganizationOf`.
pub const ORG_SUB_ORGANIZATION_OF: &str = "http://www.w3.org/ns/org#subOrganizationOf";
/// `xsd:string`.
pub const XSD_STRING: &str = "http://www.w3.org/2001/XMLSchema#string";
/// `xsd:integer`.
pub const XSD_INTEGER: &str = "http://www.w3.org/2001/XMLSchema#integer";
/// `xsd:decimal`.
pub const XSD_DECIMAL: &str = "http://www.w3.org/2001/XMLSchema#decimal";
/// `xsd:double`.
pub const XSD_DOUBLE: &str = "http://www.w3.org/2001/XMLSchema#double";
/// `xsd:date`.
pub const XSD_DATE: &str = "http://www.w3.org/2001/XMLSchema#date";
/// `xsd:gYear`.
pub const XSD_G_YEAR: &str = "http://www.w3.org/2001/XMLSchema#gYear";
/// `xsd:gYearMonth`.
pub const XSD_G_YEAR_MONTH: &str = "http://www.w3.org/2001/XMLSchema#gYearMonth";

/// Returns the IRI of a name with one of the known prefixes, such as `pg:issuedBy`.
#[must_use]
pub fn expand(curie: &str) -> Option<String> {
    let (prefix, local) = curie.split_once(':')?;
    let (_, iri) = PREFIXES.iter().find(|(known, _)| *known == prefix)?;
    Some(format!("{iri}{local}"))
}

/// Returns what follows the last `#` or `/` of an IRI.
#[must_use]
pub fn local_name(iri: &str) -> &str {
    iri.rsplit(['#', '/']).next().unwrap_or(iri)
}

/// Relations between policies besides [`LINEAGE`].
const BESIDE_LINEAGE: [&str; 6] = [
    CITES,
    ACCOMPANIES,
    ISSUES_TEXT,
    OVERLAPS_WITH,
    PARALLEL_TO,
    RELATED_TO,
];

/// Returns the local name of a relation between policies, `basedOn`, as a constant; `None` for any other name.
#[must_use]
pub fn relation_between_policies(name: &str) -> Option<&'static str> {
    let all = LINEAGE.iter().copied().chain(BESIDE_LINEAGE);
    all.map(local_name).find(|known| *known == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefixed_name_and_its_iri_tell_the_same_term() {
        assert_eq!(expand("pg:issuedBy").as_deref(), Some(ISSUED_BY));
        assert_eq!(expand("skos:altLabel").as_deref(), Some(SKOS_ALT_LABEL));
        assert_eq!(expand("unknown:term"), None);
        assert_eq!(expand("no prefix"), None);
        assert_eq!(local_name(ISSUED_BY), "issuedBy");
        assert_eq!(local_name(GRAPH_LINKS), "links");
    }
}
