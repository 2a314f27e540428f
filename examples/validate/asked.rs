//! What the arguments ask of a center: layers of policy, from presets and files together.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use neighborhood_center::policy::{
    Ask, Authority, Citation, Claim, Communities, Layer, Loosenings, Policy, Resolver, Unresolvable,
};
use neighborhood_center::vocab::{CellSet, Confidence, Lang, PolicyLevel, Say, Strength};
use neighborhood_center::{Context, Options};

use crate::args::{Args, Format};
use crate::policy_file::PolicyFile;
use crate::presets::{self, Preset};
use crate::visible::{one_line, visible};
use crate::{authority, calendar_file, complain, input, json, text};

/// A policy as an argument names it.
pub(crate) enum Named {
    Preset(Preset),
    File(PathBuf),
}

impl Named {
    /// What is no preset's name is a path.
    pub(crate) fn of(argument: OsString) -> Self {
        match presets::NAMED.into_iter().find(|(name, _)| argument == *name) {
            Some((_, preset)) => Self::Preset(preset),
            None => Self::File(argument.into()),
        }
    }
}

/// Reads all policies, tells what is wrong with them, and makes of them what is asked of every center at its place.
///
/// There is none if anything is wrong: nothing is checked against a policy that was read by half.
pub(crate) fn context(args: &Args, options: &Options, to: &mut impl Write) -> io::Result<Option<Context>> {
    let Some(calendar) = calendar_file::calendar(args, options, to)? else { return Ok(None) };
    let mut layers = Vec::new();
    let mut usable = true;
    for named in &args.policies {
        let path = match named {
            Named::Preset(preset) => {
                layers.extend(preset());
                continue;
            }
            Named::File(path) => path,
        };
        match PolicyFile::read(path, &context_of_a_policy(args), options) {
            Ok(file) if file.is_no_policy() => {
                usable = false;
                complain_after(to, &no_policy(path, args.lang))?;
            }
            Ok(file) => {
                tell(path, &file, args, to)?;
                match file.layers {
                    Some(read) => layers.extend(read),
                    None => usable = false,
                }
            }
            Err(error) => {
                usable = false;
                complain_after(to, &unreadable(path, &error, args.lang))?;
            }
        }
    }
    if !usable {
        let nothing = match args.lang {
            Lang::Zh => "政策不能使用，没有核对任何资料",
            Lang::En => "the policy cannot be used; nothing was checked",
        };
        complain_after(to, nothing)?;
        return Ok(None);
    }
    // Each file was judged by itself. What one of them takes away from another, or from a preset, is seen only here.
    let loosened = Loosenings::among(&layers);
    layers.extend(of_cells(args.cells));
    let resolver = match Resolver::new(layers, Communities::default(), args.as_of) {
        Ok(resolver) => Some(resolver),
        Err(contradictions) => {
            complain_after(to, &contradictory(&contradictions, args.lang))?;
            None
        }
    };
    if !loosened.found().is_empty() || loosened.truncated() {
        complain_after(to, &unexplained(&loosened, args.lang))?;
        return Ok(None);
    }
    Ok(resolver.map(|resolver| Context::layered(resolver).with_calendar(calendar)))
}

/// What a policy itself is checked against: nothing but the data standard.
fn context_of_a_policy(args: &Args) -> Context {
    let context = Context::new(Policy::none());
    match args.as_of {
        Some(date) => context.as_of(date),
        None => context,
    }
}

/// Each of the cells as something that had better be offered.
fn of_cells(cells: CellSet) -> Option<Layer> {
    let by = Authority::new(PolicyLevel::Community, Citation::new(authority::OPTION, Confidence::Stated));
    (!cells.is_empty()).then(|| Layer::new(by).ask(Ask::Cells(cells), Strength::Should))
}

/// Tells what was found in a policy file, if there is anything.
///
/// The report of one that can be used is no part of the JSON, which is about the inputs.
fn tell(path: &Path, file: &PolicyFile, args: &Args, to: &mut impl Write) -> io::Result<()> {
    let name = visible(&path.to_string_lossy());
    let counts = file.checked.report.counts();
    if counts.error + counts.warning + counts.info == 0 {
        return Ok(());
    }
    let label = match args.lang {
        Lang::Zh => format!("政策文件 {name}"),
        Lang::En => format!("policy file {name}"),
    };
    match args.format {
        Format::Text => text::write_input(&label, &file.checked, args, to),
        Format::Json if file.layers.is_none() => json::write(&json::of_policy(&name, &file.checked.report), to),
        Format::Json => text::write_input(&label, &file.checked, args, &mut io::stderr()),
    }
}

fn unreadable(path: &Path, error: &io::Error, lang: Lang) -> String {
    let name = visible(&path.to_string_lossy());
    match (error.kind(), lang) {
        (io::ErrorKind::NotFound, Lang::Zh) => {
            format!("--policy 的值“{name}”既不是现成的政策（{}），也不是文件：没有这个文件", presets::names("、"))
        }
        (io::ErrorKind::NotFound, Lang::En) => format!(
            "the value `{name}` of --policy is neither a preset ({}) nor a file: there is no such file",
            presets::names(", ")
        ),
        (_, Lang::Zh) => format!("无法读取政策文件 {name}：{}", input::explain(error, lang)),
        (_, Lang::En) => format!("cannot read the policy file {name}: {}", input::explain(error, lang)),
    }
}

fn no_policy(path: &Path, lang: Lang) -> String {
    let name = visible(&path.to_string_lossy());
    match lang {
        Lang::Zh => format!("{name} 不是政策：顶层没有 layers，也没有 level 和 citation"),
        Lang::En => format!("{name} is no policy: there is neither `layers` nor `level` and `citation` at its top"),
    }
}

/// Every contradiction, with both who are in it.
fn contradictory(found: &Unresolvable, lang: Lang) -> String {
    let mut told = match lang {
        Lang::Zh => "同级政策互相矛盾，没有核对任何资料：".to_owned(),
        Lang::En => "policies of equal levels contradict each other; nothing was checked:".to_owned(),
    };
    let pairs = found.conflicts().iter().map(|conflict| conflict.sides());
    tell_pairs(pairs, found.truncated(), lang, &mut told);
    told
}

/// Everything that is loosened without a reason, with what it falls short of.
fn unexplained(found: &Loosenings, lang: Lang) -> String {
    let mut told = match lang {
        Lang::Zh => "放宽上级要求而未说明理由，没有核对任何资料：".to_owned(),
        Lang::En => "policies ask for less than a higher level and give no reason; nothing was checked:".to_owned(),
    };
    let pairs = found.found().iter().map(|loosening| loosening.sides());
    tell_pairs(pairs, found.truncated(), lang, &mut told);
    told
}

/// Two sides each, one below the other.
fn tell_pairs<'p>(
    pairs: impl Iterator<Item = [(&'p Authority, &'p Claim); 2]>,
    truncated: bool,
    lang: Lang,
    told: &mut String,
) {
    for sides in pairs {
        for (mark, (by, claim)) in ["\n  - ", "\n    "].iter().zip(sides) {
            let (by, claim) = (authority::full(by, lang), one_line(&claim.in_lang(lang).to_string()));
            told.push_str(mark);
            told.push_str(&match lang {
                Lang::Zh => format!("{by}：{claim}"),
                Lang::En => format!("{by}: {claim}"),
            });
        }
    }
    if truncated {
        told.push_str(match lang {
            Lang::Zh => "\n  - 数量过多，没有全部列出",
            Lang::En => "\n  - there are too many to tell them all",
        });
    }
}

/// Says something on standard error, after all that was written before.
pub(crate) fn complain_after(to: &mut impl Write, problem: &str) -> io::Result<()> {
    to.flush()?;
    complain(problem);
    Ok(())
}
