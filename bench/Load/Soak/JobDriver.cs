using System.Globalization;
using System.Text.Json;
using AgentExec.Client;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Notifications;

namespace AgentExec.Load.Soak;

/// <summary>A job that was driven to its end; without an id it could not even be started.</summary>
internal sealed record SoakedJob(JobPlan Plan, string? Id);

/// <summary>Does with one job what its plan says, through the library or through processes, and compares each answer.</summary>
internal sealed class JobDriver(LoadWorld world, AgentExecClient client, Figures figures, JobPlan plan)
{
    /// <summary>Longer than any job lives by plan.</summary>
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan KillAfter = TimeSpan.FromSeconds(20);

    public async Task<SoakedJob> DriveAsync()
    {
        string? id = null;
        try
        {
            id = plan.StartsByCli ? await StartByCliAsync().ConfigureAwait(false) : await StartAsync().ConfigureAwait(false);
            if (plan.Matches.Length > 0) await SetRuleAsync(id).ConfigureAwait(false);
            if (plan.Signal != 0) await KillAsync(id).ConfigureAwait(false);
            await WaitAsync(id).ConfigureAwait(false);
        }
        catch (Exception error) when (error is AgentExecException or IOException or TimeoutException or InvalidOperationException or KeyNotFoundException or JsonException)
        {
            figures.Wrong($"{plan} {id}: {error.GetType().Name}: {error.Message}");
        }

        return new SoakedJob(plan, id);
    }

    private async Task<string> StartAsync() => (await client.RunAsync(new RunOptions
    {
        Command = plan.Command,
        Cwd = plan.Directory ?? world.Work,
        SnapshotAfter = TimeSpan.Zero,
        Timeout = plan.Timeout,
        KillAfter = KillAfter,
        NotifyFile = plan.Notifies ? Path.Combine(world.Work, plan.NotifyFile) : null,
    }).ConfigureAwait(false)).JobId;

    private async Task<string> StartByCliAsync()
    {
        List<string> words = ["run", "--snapshot-after", "0", "--kill-after", KillAfter.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)];
        if (plan.Timeout > TimeSpan.Zero) words.AddRange(["--timeout", plan.Timeout.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)]);
        if (plan.Directory is { } directory) words.AddRange(["--cwd", directory]);
        if (plan.Notifies) words.AddRange(["--notify-file", plan.NotifyFile]);
        return (await AnswerAsync([.. words, "--", .. plan.Command]).ConfigureAwait(false)).GetProperty("job_id").GetString()!;
    }

    private async Task SetRuleAsync(string id)
    {
        await client.NotifySetAsync(id, new NotifyOptions
        {
            OutputPattern = "FOUND", OutputMatchType = OutputMatchType.Contains, OutputFile = Path.Combine(world.Work, plan.MatchFile),
        }).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(world.Work, plan.Gate), "").ConfigureAwait(false);
    }

    private async Task KillAsync(string id)
    {
        // Its disposition is known from then on, or it has lost its keeper and with it its end.
        var log = Path.Combine(world.Root, id, JobFiles.StdoutLog);
        Patience.Until(() => new FileInfo(log) is { Exists: true, Length: > 0 } || IsOver(id), $"{plan} {id} is ready");
        if (plan.WaitsByCli) await AnswerAsync("kill", "--signal", Signals.Name(plan.Signal), id).ConfigureAwait(false);
        else await client.KillAsync(id, plan.Signal, TimeSpan.Zero).ConfigureAwait(false);
    }

    private bool IsOver(string id) => File.Exists(Path.Combine(world.Root, id, JobFiles.State))
        && File.ReadAllText(Path.Combine(world.Root, id, JobFiles.State)).Contains("\"lost\"", StringComparison.Ordinal);

    private async Task WaitAsync(string id)
    {
        if (plan.WaitsByCli)
        {
            var answer = await AnswerAsync("wait", "--timeout-ms", LongestLife.TotalMilliseconds.ToString(CultureInfo.InvariantCulture), id).ConfigureAwait(false);
            if (answer.GetProperty("state").GetString() == "running") figures.Wrong($"{plan} {id} does not end");
        }
        else if ((await client.WaitAsync(id, LongestLife).ConfigureAwait(false)).State == JobStatus.Running) figures.Wrong($"{plan} {id} does not end");
    }

    private async Task<JsonElement> AnswerAsync(params string[] words)
    {
        var (code, stdout, stderr) = await world.CallAsync(world.Cli, words).ConfigureAwait(false);
        if (code != 0) throw new InvalidOperationException($"{string.Join(' ', words)} ended with {code}: {stdout}{stderr}");
        using var document = JsonDocument.Parse(stdout);
        return document.RootElement.Clone();
    }
}
