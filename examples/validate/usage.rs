//! How to use the program.

use std::io::{self, Write};

use neighborhood_center::vocab::{Lang, Phrase};

use crate::presets;

/// Where the names of the presets come in.
const PRESETS: &str = "{presets}";

const USAGE: Phrase = Phrase::new(
    "\
核对邻里中心的资料。

用法：validate [选项] 文件...

文件   .json 是一个区的资料；若顶层有 layers，则是一套政策；有 level 和 citation，则是一层政策；
               有 year 和 days，则是一年的节假日安排；有 periods，则是季节与学期表；
               若连 format、centers、communities 也没有，则是一个中心的记录
       .ndjson 每行是一个中心的记录
       -       标准输入

选项
  --lang zh|en         输出的语言（默认 zh）
  --format text|json   输出的形式（默认 text）；json 为检查报告，含中英两种文字；
                       文件不止一个时，每个文件一份，与文件名写在一起
  --as-of 日期         按哪一天核对，如 2023-08-11；不给则凡与日期有关的都不判断，
                       有期限的政策是否适用也不断定
  --policy 名称|文件   按谁的要求核对；可重复，各层政策合在一起，按各中心所在之处适用；
                       文件是一套政策或一层政策；有错误则不核对任何资料。现成的政策（默认第一项）：
{presets}
  --cell 功能/人群     另外要求某功能覆盖某人群，如 养老/老；可重复
  --explain            逐条说明对各中心的要求：谁提出、结果如何、依据何在、缺什么；
                       json 则在报告之外另有 explanations（每行一个中心的，逐行输出）
  --coverage week      另给每个中心一周的覆盖图：哪项功能、哪个年龄、几点有；再用文字列出缺口；
                       给了 --as-of 就是那一天所在的一周，不给则是上学期间平常的一周，不用日历；
                       json 则另有 coverage
  --age 年龄           覆盖图只看这个岁数，如 7；30m 是 30 个月；须与 --coverage 同用
  --summary            另给概况：中心、社区各有多少，哪些功能覆盖了多少社区，各条规则查出多少、由谁提出；
                       文件不止一个时，最后合成一份；json 则另有 summary
  --calendar 文件      节假日安排（holiday-cn 的一年一个文件）或季节与学期表；可重复；
                       有错误则不核对任何资料
  --ndjson             不论文件名，每行都是一个中心的记录
  --twice              另查 .ndjson 中重复登记的中心；名称可能相同时，文件要再读一遍
                       （标准输入和管道不能再读，只查编号，名称不断定）
  --threads 数目       用几个线程核对 .ndjson（默认 1）；输出与一个线程时相同；
                       须以 cargo run --features parallel 构建
  -h --help            显示本说明

退出码：0 没有错误；1 有错误；2 有文件无法读取或未能读完，政策或日历不能使用，或用法不对
",
    "\
Checks data about neighborhood centers.

usage: validate [option...] file...

files  .json is the document of a district; with `layers` at its top, it is a set of policy layers, and with
                `level` and `citation`, one layer; with `year` and `days`, the holidays of a year, and with
                `periods`, a table of seasons; without any of `format`, `centers` or `communities` either, it
                is the record of one center
       .ndjson  holds the record of one center on each line
       -        is standard input

options
  --lang zh|en             the language of the output (default zh)
  --format text|json       the form of the output (default text); json is the report with both languages in it,
                           and where there are several files, one for each beside its name
  --as-of DATE             the day that the check speaks of, such as 2023-08-11; without it, nothing that
                           depends on the date is judged, and layers with a period are left open
  --policy NAME|FILE       whose demands are checked; may be repeated: all layers together are applied to each
                           center by its place; a file holds a set of layers or one layer, and nothing is
                           checked if there is an error in it. Presets (the first is the default):
{presets}
  --cell FUNCTION/GROUP    also ask for a function for an age group, such as elderly-care/old; may be
                           repeated
  --explain                tell every demand on every center: who makes it, what became of it, what proves
                           it, what is missing; in json there are `explanations` beside the report (those of
                           a stream come line by line)
  --coverage week          show the week of each center, too: which function there is at what hour for which
                           ages, and the holes in words; the week of --as-of, or else an ordinary one
                           while schools teach, without a calendar; in json there is `coverage` beside the
                           report
  --age AGE                show the week of this age only, such as 7; 30m is 30 months; needs --coverage
  --summary                show where it all stands, too: how many centers and communities, which functions
                           reach how many communities, what each rule found and who demands it; several files
                           are summed up together at the end; in json there is `summary` beside each report
  --calendar FILE          the holidays of a year in the form of holiday-cn, or a table of seasons; may be
                           repeated; nothing is checked if there is an error in it
  --ndjson                 every line is the record of one center, whatever the name of the file
  --twice                  find centers that stand twice in .ndjson, too; where names may be the same, a file
                           is read again (standard input and pipes cannot be: there, names are left open)
  --threads NUMBER         check .ndjson on so many threads (default 1); the output is the same as on one;
                           takes a build with cargo run --features parallel
  -h --help                this text

exit code: 0 no errors; 1 errors found; 2 a file could not be read, or not to its end, the policy or
the calendar could not be used, or wrong usage
",
);

/// What is wrong with the arguments, in one line with where the help is.
pub(crate) fn wrong(problem: &Phrase, lang: Lang) -> String {
    let problem = problem.text(lang);
    match lang {
        Lang::Zh => format!("{problem}；用法见 --help"),
        Lang::En => format!("{problem}; see --help"),
    }
}

/// Writes how to use the program.
pub(crate) fn write(lang: Lang, to: &mut impl Write) -> io::Result<()> {
    let indent = match lang {
        Lang::Zh => "                         ",
        Lang::En => "                             ",
    };
    let presets = format!("{indent}{}", presets::names(&format!("\n{indent}")));
    to.write_all(USAGE.text(lang).replace(PRESETS, &presets).as_bytes())
}
