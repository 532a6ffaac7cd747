using System.CommandLine;
using AgentExec.Cli.Parsing;
using AgentExec.Client;

namespace AgentExec.Cli.Commands;

/// <summary>What <c>wait</c> can wait for beside the end of one job.</summary>
internal sealed class WaitConditions
{
    private const ulong LastPort = 65535;

    private readonly Option<bool> _any, _all;
    private readonly Option<string> _untilOutput;
    private readonly Option<ulong?> _untilSilent, _untilPort;

    public WaitConditions(Command command)
    {
        _any = Take(command, Opt.Flag("--any", "Answer when one of the jobs is through"));
        _all = Take(command, Opt.Flag("--all", "Answer when all of the jobs are through (the default)"));
        _untilOutput = Take(command, Opt.Text("--until-output", "PATTERN", "Also done when a line of its output matches this regular expression"));
        _untilSilent = Take(command, Opt.Milliseconds("--until-silent", "Also done when it has written nothing for this long"));
        _untilPort = Take(command, Opt.Number("--until-port", "PORT", "Also done when any process listens on this TCP port, of the job or not"));
    }

    private static T Take<T>(Command command, T option) where T : Option
    {
        command.Options.Add(option);
        return option;
    }

    /// <summary>Null when one job is waited for and nothing but its end.</summary>
    public WaitForOptions? Read(ParseResult parsed, IReadOnlyList<string> jobs, TimeSpan? timeout)
    {
        var (any, all) = (parsed.GetValue(_any), parsed.GetValue(_all));
        if (any && all) throw new UsageException("'--any' and '--all' exclude each other");
        var (output, silent, port) = (parsed.GetValue(_untilOutput), parsed.GetValue(_untilSilent), parsed.GetValue(_untilPort));
        if (silent == 0) throw new UsageException("the value of '--until-silent' must be at least 1");
        if (port is 0 or > LastPort) throw new UsageException($"the value of '--until-port' must be from 1 to {LastPort}");
        if (jobs.Count == 1 && !any && !all && output is null && silent is null && port is null) return null;
        return new WaitForOptions
        {
            Jobs = jobs, Any = any, UntilOutput = output, UntilSilent = silent is { } ms ? Durations.FromMilliseconds(ms) : null, UntilPort = (int?)port, Timeout = timeout,
        };
    }
}
