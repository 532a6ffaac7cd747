using System.CommandLine;
using AgentExec.Cli.Configuration;
using AgentExec.Cli.Parsing;
using AgentExec.Client.Tools;

namespace AgentExec.Cli.Commands;

/// <summary><c>--scope</c> and <c>--config</c>, the same for <c>exec</c>, <c>process</c> and <c>tool</c>, and what the user has set.</summary>
internal sealed class ToolCallerOptions
{
    private readonly ScopeOption _scope;
    private readonly Option<string> _config = Opt.Text("--config", "PATH", "Configuration file instead of the default one");

    public ToolCallerOptions(Command command)
    {
        _scope = new ScopeOption(command);
        command.Options.Add(_config);
    }

    public ToolOptions Read(ParseResult parsed, CliContext context)
    {
        var caller = context.Caller;
        var scope = _scope.Read(parsed, context);
        var file = ConfigFile.Read(parsed.GetValue(_config), caller, context.Log);
        return new ToolOptions
        {
            Scope = scope,
            Settings = ExecSettingsReader.Resolve(file.Exec, caller.Variable),
            ShellWrapper = ShellWrapper.Resolve(null, file),
            InheritedEnvironment = caller.RawEnvironment(),
            LogMaxBytes = LogMaxBytes.Resolve(null, file),
        };
    }
}
