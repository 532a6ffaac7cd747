using System.CommandLine;
using AgentExec.Cli.Parsing;
using AgentExec.Client.Tools;
using AgentExec.Contracts.Responses;

namespace AgentExec.Cli.Commands;

/// <summary><c>events</c> (exec-process §4).</summary>
internal sealed class EventsCommand : StreamCommand
{
    public const string Verb = "events", Summary = "Read the ends of background sessions; acknowledge with --ack";

    private readonly ScopeOption _scope;
    private readonly Option<bool> _wait, _follow;
    private readonly Option<ulong?> _timeout;
    private readonly Option<string> _after, _acknowledge;

    public EventsCommand() : base(Verb, Summary)
    {
        _scope = new ScopeOption(this);
        _wait = Add(Opt.Flag("--wait", "When there is none, wait for one"));
        _timeout = Add(Opt.Milliseconds("--timeout-ms", "Wait for this long; 0 is for ever [default: 0 with --wait]"));
        _after = Add(Opt.Text("--after", "CURSOR", "Only what came behind this place"));
        _acknowledge = Add(Opt.Text("--ack", "CURSOR", "First take out everything up to this place"));
        _follow = Add(Opt.Flag("--follow", "Do not end: one answer a line for each event as it comes; takes nothing out"));
    }

    public override IAsyncEnumerable<Response> AnswersAsync(ParseResult parsed, CliContext context)
    {
        var (wait, timeout, follow) = (parsed.GetValue(_wait), parsed.GetValue(_timeout), parsed.GetValue(_follow));
        var (after, acknowledge) = (parsed.GetValue(_after), parsed.GetValue(_acknowledge));
        if (follow && (wait || timeout is not null)) throw new UsageException("'--follow' waits for ever: neither '--wait' nor '--timeout-ms' goes with it");
        if (follow && acknowledge is not null) throw new UsageException("'--follow' takes nothing out: '--ack' does not go with it");
        var scope = _scope.Read(parsed, context);
        if (follow) return FollowAsync(scope, after, context);
        return OnceAsync(new EventsOptions { Scope = scope, Wait = WaitOf(wait, timeout), After = after, Acknowledge = acknowledge }, context);
    }

    private static TimeSpan? WaitOf(bool wait, ulong? timeout) => (wait, timeout) switch
    {
        (false, null) => TimeSpan.Zero,
        (_, null or 0) => null,
        (_, { } given) => Durations.FromMilliseconds(given),
    };

    private static async IAsyncEnumerable<Response> OnceAsync(EventsOptions options, CliContext context)
    {
        yield return await context.Connect().EventsAsync(options);
    }

    // The answer of one event is the one of several: whoever reads one reads the other.
    private static async IAsyncEnumerable<Response> FollowAsync(string? scope, string? after, CliContext context)
    {
        await foreach (var one in context.Connect().FollowEventsAsync(scope, after))
            yield return new EventsResponse { Events = [one], Cursor = one.Cursor, More = false };
    }
}
