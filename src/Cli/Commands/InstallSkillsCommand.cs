using System.CommandLine;
using AgentExec.Cli.Parsing;
using AgentExec.Cli.Skills;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Responses;

namespace AgentExec.Cli.Commands;

/// <summary><c>install-skills</c> (contract A23).</summary>
internal sealed class InstallSkillsCommand : VerbCommand
{
    public const string Verb = "install-skills", Summary = "Install a skill that teaches coding agents, by default the use of this program";

    private readonly Option<string> _source;
    private readonly Option<bool> _global;

    public InstallSkillsCommand() : base(Verb, Summary)
    {
        _source = Add(Opt.Text("--source", "SOURCE", "self, or local:PATH for a directory [default: self]"));
        _global = Add(Opt.Flag("--global", "Into .agents of the home directory instead of the current one"));
    }

    public override Task<Response> ExecuteAsync(ParseResult parsed, CliContext context)
    {
        var global = parsed.GetValue(_global);
        var installer = new SkillInstaller(
            global ? context.Caller.Home() ?? throw HomeDirectory.Missing("leave out --global") : context.Caller.CurrentDirectory(), context.Caller.CurrentDirectory,
            static (path, target) => Directory.CreateSymbolicLink(path, target), TimeProvider.System);
        return Task.FromResult<Response>(installer.Install(SkillSource.Parse(parsed.GetValue(_source) ?? SkillSource.Self), global));
    }
}
