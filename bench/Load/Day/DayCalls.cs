using System.Collections.Concurrent;
using System.Text.Json;

namespace AgentExec.Load.Day;

/// <summary>The calls of a day, one after the other in a fixed order: jobs, sessions, questions, ends that are told. Safe for several at once.</summary>
internal sealed class DayCalls(LoadWorld world)
{
    private const int KeptJobs = 300;

    private readonly ConcurrentQueue<string> _jobs = new(), _sessions = new();

    /// <summary>Makes the call of this number; null when it went well, else what it said.</summary>
    public async Task<string?> MakeAsync(int number)
    {
        var words = Words(number);
        if (words is null) return null;
        var (exitCode, stdout, stderr) = await world.CallAsync(world.Cli, words).ConfigureAwait(false);
        if (exitCode != 0) return $"{string.Join(' ', words)}: exit code {exitCode}: {stdout}{stderr}".TrimEnd();
        Remember(stdout);
        return null;
    }

    // Null when there is nothing to ask about yet.
    private string[]? Words(int number) => (number % 20) switch
    {
        0 => ["run", "--snapshot-after", "0", "--", "true"],
        1 => ["run", "--wait", "--", "echo out; echo err >&2; exit 3"],
        2 => OfJob("status"),
        3 => ["list", "--all", "--limit", "20"],
        4 => ["exec", "--", "seq 200"],
        5 => ["exec", "--background", "--", "echo begun; sleep 3; echo done"],
        6 => ["process", "list"],
        7 => OfSession("poll"),
        8 => OfJob("tail"),
        9 => ["run", "--snapshot-after", "0", "--notify-file", Path.Combine(world.Work, "told.ndjson"), "--", "sleep 1"],
        10 => OfJob("tag", "set", "--tag", "day"),
        11 => OfJob("wait", "--timeout-ms", "5000"),
        12 => ["run", "--snapshot-after", "200", "--timeout", "100", "--", "sleep 60"],
        13 => ["events"],
        14 => ["host", "status"],
        15 => ["run", "--snapshot-after", "0", "--notify-command", "cat >/dev/null", "--", "seq 5000"],
        16 => OfJob("wait", "--timeout-ms", "500", "--until-silent", "50"),
        17 => OfSession("log"),
        18 => OfSession("kill", forget: true),
        _ => number % 200 == 199 ? ["gc", "--keep", $"{KeptJobs}"] : OfJob("kill", "--signal", "TERM"),
    };

    // The options go behind the verb's own words and before the id.
    private string[]? OfJob(string verb, params string[] options) => _jobs.TryPeek(out var job) ? [verb, .. options, job] : null;

    private string[]? OfSession(string action, bool forget = false) =>
        (forget ? _sessions.TryDequeue(out var session) : _sessions.TryPeek(out session)) ? ["process", action, session!] : null;

    private void Remember(string stdout)
    {
        using var answer = JsonDocument.Parse(stdout);
        var root = answer.RootElement;
        if (root.GetProperty("type").GetString() == "run") _jobs.Enqueue(root.GetProperty("job_id").GetString()!);
        while (_jobs.Count > KeptJobs / 3) _jobs.TryDequeue(out _);
        if (root.TryGetProperty("result", out var result) && result.TryGetProperty("status", out var status) && status.GetString() == "running"
            && result.TryGetProperty("sessionId", out var session))
            _sessions.Enqueue(session.GetString()!);
    }
}
