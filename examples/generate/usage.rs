//! How to use the program.

pub(crate) const USAGE: &str = "\
Makes records of neighborhood centers that do not exist, one on each line, and writes them to standard output.
生成虚构的邻里中心记录，每行一条，写到标准输出。

usage: generate [option...]

options
  --records N      how many (default 3); a record takes about 4.3 kB
                   记录条数（默认 3），每条约 4.3 kB
  --first N        the number of the first, from 0 (default 0), to make a long stream in pieces
                   第一条的序号，从 0 起（默认 0），用于分段生成
  --fault-rate P   the share of records with one fault in each, from 0 to 1 in hundredths (default 0.05)
                   含一处错误的记录所占比例，0 至 1，精确到百分之一（默认 0.05）
  --twice-rate P   the share of records that have the id, or the name and the community, of one before (default 0)
                   编号、或名称和社区与前面某条相同的记录所占比例（默认 0）
  --seed N         what the records are drawn from (default 20230811): same seed, same bytes
                   随机种子（默认 20230811）：种子相同，字节相同
  --escaped        write characters outside ASCII as \\uXXXX, as the `json` of Python does
                   非 ASCII 字符写作 \\uXXXX，与 Python 的 json 相同
  -h --help        this text
                   显示本说明

exit code: 0 all is written; 2 wrong usage, or it could not be written
";
