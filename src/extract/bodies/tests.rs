//! What the names of bodies are found to be, on the shipped tables.

use super::*;
use crate::source::File;

/// The names with the table that ships.
pub fn shipped() -> Bodies {
    let file = |name: &str, bytes: &[u8]| File::new(name, bytes.to_vec());
    let files = [
        file(
            "bodies.csv",
            include_bytes!("../../../data/rules/bodies.csv"),
        ),
        file(
            "body-words.csv",
            include_bytes!("../../../data/rules/body-words.csv"),
        ),
    ];
    Bodies::new(&Tables::new(&files).unwrap()).unwrap()
}

fn leading(bodies: &Bodies, title: &str) -> Vec<String> {
    let leading = bodies.find_leading(title, 0..title.len());
    let names = leading.map_or(Vec::new(), |leading| leading.names);
    names.iter().map(|name| name.to_name(title)).collect()
}

#[test]
fn the_issuers_of_a_title_are_the_names_that_it_begins_with() {
    let bodies = shipped();
    for (title, names) in [
        (
            "国家税务总局 财政部 中国证监会关于个人转让股票的公告",
            "国家税务总局|财政部|中国证监会",
        ),
        ("工业和信息化部等四部门关于印发计划的通知", "工业和信息化部"),
        (
            "中共中央办公厅 国务院办公厅印发《关于甲的意见》",
            "中共中央办公厅|国务院办公厅",
        ),
        ("中共中央 国务院关于做好甲的意见", "中共中央|国务院"),
        (
            "最高人民法院、最高人民检察院关于办理甲案件的解释",
            "最高人民法院|最高人民检察院",
        ),
        (
            "国务院办公厅转发国家发展改革委等部门关于甲意见的通知",
            "国务院办公厅",
        ),
        (
            "人力资源社会保障部办公厅、财政部办公厅关于甲的通知",
            "人力资源社会保障部办公厅|财政部办公厅",
        ),
        ("全国人大常委会关于修改甲的决定", "全国人大常委会"),
        (
            "福建省人民政府办公厅关于印发甲的通知",
            "福建省人民政府办公厅",
        ),
        (
            "上海市经济和信息化委员会 上海市财政局关于甲的通知",
            "上海市经济和信息化委员会|上海市财政局",
        ),
        (
            "深圳市工业和信息化局和深圳市住房和建设局关于甲的通知",
            "深圳市工业和信息化局|深圳市住房和建设局",
        ),
        ("商务部等7部门办公厅关于印发甲方案的通知", "商务部办公厅"),
        ("教育部办公厅等十二部门关于甲的意见", "教育部办公厅"),
        ("国务院令第725号", "国务院"),
        ("国务院中央军委关于甲的命令", "国务院|中央军委"),
        ("水利部长江水利委员会关于甲的通知", "水利部长江水利委员会"),
        (
            "国家税务总局北京市税务局关于甲的公告",
            "国家税务总局北京市税务局",
        ),
        ("财政部和税务总局关于甲的公告", "财政部|税务总局"),
        (
            "上海市残疾人联合会 上海市高等教育委员会关于甲的通知",
            "上海市残疾人联合会|上海市高等教育委员会",
        ),
        (
            "原国家食品药品监督管理总局关于甲的公告",
            "原国家食品药品监督管理总局",
        ),
        ("关于甲的通知", ""),
        ("生猪屠宰管理条例", ""),
        ("国务院2023年度立法工作计划", ""),
        ("财政部 税务总局有关负责人答记者问", ""),
        ("北京大学关于甲的通知", ""),
        ("某某学院关于甲的通知", ""),
        ("", ""),
    ] {
        assert_eq!(leading(&bodies, title).join("|"), names, "{title}");
    }
}

#[test]
fn a_counted_list_has_its_first_as_lead_and_says_where_it_counts() {
    let bodies = shipped();
    for (title, count, lead) in [
        (
            "工业和信息化部等四部门关于甲的通知",
            Some(4),
            "工业和信息化部",
        ),
        (
            "工业和信息化部 等十二部门关于甲的通知",
            Some(12),
            "工业和信息化部",
        ),
        ("商务部等9个部门关于甲的通知", Some(9), "商务部"),
        ("民政部 财政部等31单位关于甲的通知", Some(31), "民政部"),
        ("国家发展改革委等部门关于甲的通知", None, "国家发展改革委"),
        ("财政部 税务总局关于甲的通知", None, ""),
        ("四部门关于甲的通知", Some(4), ""),
    ] {
        let leading = bodies.find_leading(title, 0..title.len()).unwrap();
        let number = leading.count.as_ref().map(|(number, _)| *number);
        assert_eq!(number, count, "{title}");
        let named = leading.lead().map(|name| name.to_name(title));
        assert_eq!(named.unwrap_or_default(), lead, "{title}");
        assert!(title[leading.end..].starts_with("关于"), "{title}");
    }
}

#[test]
fn a_list_is_parted_between_names_and_never_inside_one() {
    let bodies = shipped();
    for (list, names) in [
        (
            "国家发展改革委、工业和信息化部 财政部",
            "国家发展改革委|工业和信息化部|财政部",
        ),
        (
            "工业和信息化部财政部税务总局",
            "工业和信息化部|财政部|税务总局",
        ),
        (
            "住房和城乡建设部和国家发展和改革委员会；民政部,公安部",
            "住房和城乡建设部|国家发展和改革委员会|民政部|公安部",
        ),
        ("财政部海南省人民政府", "财政部|海南省人民政府"),
        ("福建省卫生健康委员会", "福建省卫生健康委员会"),
        ("国家新闻出版署（国家版权局）", "国家新闻出版署|国家版权局"),
        ("人力资源社会保障部等", "人力资源社会保障部"),
        (
            "中国企业联合会/中国企业家协会",
            "中国企业联合会|中国企业家协会",
        ),
        ("财政部 （此件公开发布） 税务总局", "财政部|税务总局"),
        ("无", ""),
        ("", ""),
    ] {
        let found = bodies.split_list(list, 0..list.len());
        let found: Vec<String> = found.iter().map(|name| name.to_name(list)).collect();
        assert_eq!(found.join("|"), names, "{list}");
    }
}

#[test]
fn a_signature_is_lines_of_names_above_a_date() {
    let bodies = shipped();
    for (text, names, date) in [
        (
            "特此通知。\n\n  工业和信息化部\n  财政部  税务总局\n 2023年9月1日\n（此件公开发布）",
            "工业和信息化部|财政部|税务总局",
            "2023年9月1日",
        ),
        (
            "通知如下。\n国务院\n二〇二三年九月十五日\n",
            "国务院",
            "二〇二三年九月十五日",
        ),
        (
            "甲\n国务院办公厅 2023 年 9 月 1 日",
            "国务院办公厅",
            "2023 年 9 月 1 日",
        ),
        (
            "甲\n国 务 院\n国家发展 改革委\n 财　政　部 \n2023年9月1日",
            "财　政　部",
            "2023年9月1日",
        ),
        (
            "财政部\n2023年9月1日\n附件：甲办法\n第一条 自2024年1月1日",
            "财政部",
            "2023年9月1日",
        ),
    ] {
        let signature = bodies.read_signature(text, 0..text.len()).unwrap();
        let found: Vec<String> = signature.names.iter().map(|n| n.to_name(text)).collect();
        assert_eq!(found.join("|"), names, "{text}");
        assert_eq!(&text[signature.date], date);
    }
    for text in [
        "",
        "2023年9月1日",
        "通知如下。\n2023年9月1日",
        "国务院\n年月日",
    ] {
        assert_eq!(bodies.read_signature(text, 0..text.len()), None, "{text}");
    }
}

#[test]
fn a_code_belongs_to_the_body_of_its_longest_known_beginning() {
    let bodies = shipped();
    for (code, on, keys) in [
        ("工信部联通信", None, "miit"),
        ("工信厅信管函", None, "miit-office"),
        ("国办发", None, "state-council-office"),
        ("国发", None, "state-council"),
        ("国函", None, "state-council"),
        ("财税", None, "mof"),
        ("银发", None, "pboc"),
        ("发改数据", None, "ndrc"),
        ("京政办发", None, "beijing-government-office"),
        ("国卫发", Some("2014"), "nhfpc"),
        ("国卫发", Some("2023-05-01"), "nhc"),
        ("环发", Some("2005"), "sepa"),
        ("甲乙", None, ""),
        ("", None, ""),
    ] {
        let on = on.map(|on| on.parse().unwrap());
        let found: Vec<&str> = bodies
            .by_code(code, on)
            .iter()
            .map(|body| body.key.as_str())
            .collect();
        assert_eq!(found.join("|"), keys, "{code}");
    }
}

#[test]
fn a_name_after_that_of_a_place_is_not_the_national_body() {
    let bodies = shipped();
    let text = "由福建省卫生健康委员会会同国家卫生健康委办公厅、财政部、税务总局和各地统计局办理";
    let found: Vec<&str> = bodies
        .find_names(text)
        .into_iter()
        .map(|range| &text[range])
        .collect();
    assert_eq!(found, ["国家卫生健康委办公厅", "财政部", "税务总局"]);
}

#[test]
fn a_long_title_costs_no_more_than_its_list() {
    let bodies = shipped();
    for title in [
        "财政部和".repeat(50_000),
        "某".repeat(200_000),
        "《".repeat(200_000),
    ] {
        assert_eq!(bodies.find_leading(&title, 0..title.len()), None);
        let _ = bodies.split_list(&title, 0..title.len());
    }
}

#[test]
fn a_crooked_table_is_refused_with_its_place() {
    let file = |name: &str, text: &str| File::new(name, text.as_bytes().to_vec());
    let header = "key,name,names,since,until,succeeded_by,office_of,part_of,rank,codes,name_en,abbreviation\n";
    let words = file("body-words.csv", "sense,word,key\n");
    let refusal = |bodies: &str, words: &File| {
        let files = [file("bodies.csv", bodies), words.clone()];
        Bodies::new(&Tables::new(&files).unwrap())
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        refusal(&format!("{header}moe,教育部,,later,,,,,,,,\n"), &words),
        "bodies.csv:2:4: column `since`: found `later`: expected a date: YYYY, YYYY-MM or YYYY-MM-DD"
    );
    assert_eq!(
        refusal(&format!("{header},教育部,,,,,,,,,,\n"), &words),
        "bodies.csv:2:1: column `key`: found ``: expected a text"
    );
    assert_eq!(
        refusal(header, &file("body-words.csv", "sense,word,key\nodd,和,\n")),
        "body-words.csv:2:1: column `sense`: found `odd`: expected one of the senses that data/rules/README.md lists"
    );
}
