//! Web pages: the words that a reader sees, each over its place in the HTML, and the cells of the tables.
//!
//! The document as given is the HTML as it was saved. Where the page marks its
//! main part, only that, its title and tables of labels are read: what stands
//! round them is the site's. What the labels mean is left to `extract`.

mod parts;
mod steps;
mod title;
mod tokens;
mod words;

use std::ops::Range;

use super::Text;

/// What is read of a page.
#[derive(Debug)]
pub(super) struct Page {
    /// The words, over the HTML.
    pub text: Text,
    /// The cells of its tables in order, in bytes of the words.
    pub cells: Vec<Range<usize>>,
    /// The title in its head, with which its words begin, where they hold it nowhere else; in bytes of the words.
    pub title: Option<Range<usize>>,
    /// What was doubtful.
    pub doubts: Vec<String>,
}

/// Reads a page. Nothing in HTML is an error; one that is cut off is read so far and told.
///
/// O(n) in its length, whatever is nested or left open.
pub(super) fn read(html: String) -> Page {
    let parts = parts::find(&html);
    let pieces = words::find(&html, &parts, title::find(&html));
    let cut = cut_off(&html);
    let (text, cells, title) = words::build(html, &pieces);
    let cut = cut.then(|| "the page is cut off before `</html>`: it is read so far".to_owned());
    Page {
        text,
        cells,
        title,
        doubts: cut.into_iter().collect(),
    }
}

/// Says whether a page that opens `<html>` does not close it.
fn cut_off(html: &str) -> bool {
    let head = html[..html.floor_char_boundary(4096)].to_ascii_lowercase();
    let tail =
        html[html.ceil_char_boundary(html.len().saturating_sub(65_536))..].to_ascii_lowercase();
    head.contains("<html") && !tail.contains("</html")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(html: &str) -> String {
        read(html.to_owned()).text.words().to_owned()
    }

    fn cells(html: &str) -> Vec<String> {
        let page = read(html.to_owned());
        let cell = |range: &Range<usize>| page.text.words()[range.clone()].to_owned();
        page.cells.iter().map(cell).collect()
    }

    #[test]
    fn a_page_gives_the_words_that_a_reader_sees() {
        for (html, expected) in [
            ("<p>国务院\n  关于</p><p>通知", "国务院关于\n通知"),
            (
                "<title>x</title><script>if (a < b) '</p>'</script>国<b>发</b>",
                "国发",
            ),
            (
                "a &amp; b&nbsp;&nbsp;c&#20013;&hellip;&bogus;",
                "a & b c中…&bogus;",
            ),
            (
                "a < b\r\n c<br>d<!-- e --><div><div>f</div></div>",
                "a < b c\nd\nf",
            ),
            ("<p>　　各省</p><style>p{}</style>", "　　各省"),
            ("<pre>一\n二</pre>三", "一\n二\n三"),
            ("<nav>首页</nav><select><option>中文</select>正文", "正文"),
        ] {
            assert_eq!(words(html), expected, "{html}");
        }
    }

    #[test]
    fn every_word_stands_at_its_place_in_the_html() {
        let html = "<p>工信部</p>\r\n<p>联通信&#12308;2023&#12309;180<b>号</b> A&amp;B";
        let page = read(html.to_owned());
        for (words, quote) in [
            ("工信部", "工信部"),
            ("信〔2023〕180号", "信&#12308;2023&#12309;180<b>号"),
            ("A&B", "A&amp;B"),
            ("部\n联", "部</p>\r\n<p>联"),
        ] {
            let at = page.text.words().find(words).unwrap();
            let range = at..at + words.len();
            assert_eq!(page.text.quote(range.clone()), quote);
            let span = page.text.span(range);
            let counted = (0..).zip(html.chars());
            let within = counted.filter(|(at, _)| (span.start..span.end).contains(at));
            let cut: String = within.map(|(_, c)| c).collect();
            assert_eq!(cut, quote);
        }
    }

    #[test]
    fn cells_are_in_order_and_an_empty_one_counts() {
        let html = "<table><tr><td><p>索 引 号：</p></td><td><p>000014349/2023</p></td><td>主题分类：</td><td></td></tr>\
            <tr><th>标　题<td>关于</table><dl><dt>发文机关<dd>国务院</dl>";
        assert_eq!(
            words(html),
            "索 引 号：\t000014349/2023\t主题分类：\n标　题\t关于\n发文机关\t国务院"
        );
        assert_eq!(
            cells(html),
            [
                "索 引 号：",
                "000014349/2023",
                "主题分类：",
                "",
                "标　题",
                "关于",
                "发文机关",
                "国务院"
            ]
        );
    }

    #[test]
    fn only_the_main_part_its_title_and_labels_are_read_where_they_are_marked() {
        let body = "为贯彻落实党中央、国务院决策部署，现就有关事项通知如下。".repeat(3);
        let html = format!(
            "<html><body><div class='top'><h1>中国政府网</h1>首页 新闻</div><table><tr><td>文号：</td><td>国发</td>\
            <td>日期：</td><td>2023</td></tr></table><h1>关于x的通知</h1><div id=\"UCAP-CONTENT\"><div><p>{body}</p></div></div>\
            <div>相关报道</div></body></html>"
        );
        assert_eq!(
            words(&html),
            format!("文号：\t国发\t日期：\t2023\n关于x的通知\n{body}")
        );
    }

    #[test]
    fn a_page_that_is_cut_off_is_read_so_far_and_told() {
        let html = "<html><body><table><tr><td>国发</td><td>国办发</td></tr><tr><td cla";
        let page = read(html.to_owned());
        assert_eq!(page.text.words(), "国发\t国办发");
        assert_eq!(
            page.doubts,
            ["the page is cut off before `</html>`: it is read so far"]
        );
    }

    #[test]
    fn what_is_nested_or_left_open_a_hundred_thousand_times_is_read() {
        for open in [
            "<div>",
            "<div class=content>",
            "<table><tr><td>a：",
            "<select>",
            "<dl><ul><table>",
        ] {
            let page = read(open.repeat(30_000) + "<p>国发</p>");
            assert!(page.cells.len() <= 30_000, "{open}");
        }
        for part in [" a=\"1>\"", " a=\"\"\n", "\ta=\"b\"/", " a='b'", " a"] {
            let html = format!("国<p {}class=\"x\">发</p>办", part.repeat(100_000));
            assert_eq!(words(&html), "国\n发\n办", "{part}");
        }
        assert_eq!(words(&("<div><b>".repeat(100_000) + "国发")), "国发");
        assert_eq!(words(&("</table></div>".repeat(30_000) + "国发")), "国发");
        assert_eq!(words(&("&".repeat(30_000))).len(), 30_000);
    }
}
