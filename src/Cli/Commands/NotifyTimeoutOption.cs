using System.CommandLine;
using AgentExec.Cli.Parsing;
using AgentExec.Contracts.Notifications;

namespace AgentExec.Cli.Commands;

/// <summary><c>--notify-timeout</c>, the same for <c>run</c> and <c>notify set</c> (contract B15).</summary>
internal sealed class NotifyTimeoutOption
{
    private const string Name = "--notify-timeout";

    private readonly Option<ulong> _timeout = Opt.Milliseconds(
        Name, NotificationSettings.DefaultTimeoutMs, "How long one notification may take before it is killed; at least 1");

    public NotifyTimeoutOption(Command command) => command.Options.Add(_timeout);

    /// <summary>Null when it was not given.</summary>
    public TimeSpan? Read(ParseResult parsed)
    {
        if (parsed.GetResult(_timeout) is null or { Implicit: true }) return null;
        var milliseconds = parsed.GetValue(_timeout);
        return milliseconds > 0
            ? Durations.FromMilliseconds(milliseconds)
            : throw new UsageException($"invalid value '0' for '{Name}': a notification needs at least 1 millisecond");
    }
}
