using System.Security.Cryptography;
using System.Text.Json;
using AgentExec.Client;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Responses;

namespace AgentExec.Load.Soak;

/// <summary>Compares what is on disk with what was planned: the end, the bytes, the notifications.</summary>
internal sealed class Verifier(LoadWorld world, AgentExecClient client, Figures figures, ICollection<string> keepersKilled)
{
    private int _trueEnds, _lost, _duplicates, _told;

    public async Task VerifyAsync(List<SoakedJob> jobs)
    {
        foreach (var job in jobs)
        {
            if (job.Id is null) continue;
            var wrong = (await WrongsAsync(job.Plan, job.Id).ConfigureAwait(false)).ToList();
            foreach (var what in wrong) figures.Wrong($"{job.Plan}: {what} ({Path.Combine(world.Root, job.Id)})");
            if (wrong.Count == 0) _trueEnds++;
        }

        foreach (var ghost in Directory.EnumerateDirectories(world.Root).Select(path => Path.GetFileName(path)).Except([".host", .. jobs.Select(job => job.Id)]))
            figures.Wrong($"a job that nobody knows: {ghost}");
        figures.Exactly("true ends", _trueEnds, jobs.Count);
        figures.Limit("  of them without their keeper, which was killed", _lost, keepersKilled.Count, "");
        figures.Limit("notification lines expected", _told, null, "");
        figures.Limit("notification lines that came twice (at least once is promised)", _duplicates, null, "");
    }

    private async Task<IEnumerable<string>> WrongsAsync(JobPlan plan, string id)
    {
        try
        {
            Patience.Until(() => !File.Exists(FileOf(id, JobFiles.Caller)), "everything is delivered");
            var status = await client.StatusAsync(id).ConfigureAwait(false);
            if (keepersKilled.Contains(id)) return WrongWithoutKeeper(plan, id, status);
            return [.. WrongEnd(plan, status), .. WrongEvents(plan, status, plan.Matches.Length), .. WrongBytes(id, JobFiles.StdoutLog, plan.Stdout), .. WrongBytes(id, JobFiles.StderrLog, plan.Stderr)];
        }
        catch (Exception error) when (error is AgentExecException or IOException or TimeoutException or JsonException)
        {
            return [$"{error.GetType().Name}: {error.Message}"];
        }
    }

    // Lost, or its true end where somebody else has seen it; what was captured is the beginning of what was printed.
    private List<string> WrongWithoutKeeper(JobPlan plan, string id, StatusResponse status)
    {
        _lost++;
        var isLost = status is { State: JobStatus.Failed, Reason: EndReason.Lost, ExitCode: null, Signal: null };
        var end = EndOf(status);
        List<string> wrong = isLost || end == plan.End ? [] : [$"ended as {end} without its keeper, expected to be lost or {plan.End}"];
        return [.. wrong, .. WrongEvents(plan, status, 0), .. WrongStart(id, JobFiles.StdoutLog, plan.Stdout), .. WrongStart(id, JobFiles.StderrLog, plan.Stderr)];
    }

    private static JobEnd EndOf(StatusResponse status) =>
        new(status.State, status.Reason ?? EndReason.Lost, status.ExitCode, status.Signal is { } signal ? Signals.TryParse(signal) : null);

    private static IEnumerable<string> WrongEnd(JobPlan plan, StatusResponse status)
    {
        var end = EndOf(status);
        if (end != plan.End) yield return $"ended as {end}, expected {plan.End}";
        if (plan.End.Reason != EndReason.LaunchFailed && status.OutputComplete != true) yield return "its output is not complete";
    }

    private IEnumerable<string> WrongBytes(string id, string file, byte[] expected)
    {
        var written = File.ReadAllBytes(FileOf(id, file));
        if (!SHA256.HashData(written).AsSpan().SequenceEqual(SHA256.HashData(expected))) yield return $"{file} has {written.Length} bytes that are not the {expected.Length} printed";
    }

    private IEnumerable<string> WrongStart(string id, string file, byte[] expected)
    {
        if (!expected.AsSpan().StartsWith(File.ReadAllBytes(FileOf(id, file)))) yield return $"{file} has what was not printed";
    }

    private IEnumerable<string> WrongEvents(JobPlan plan, StatusResponse status, int matches)
    {
        if (plan.Notifies)
        {
            _told++;
            var told = Events(plan.NotifyFile);
            _duplicates += Math.Max(0, told.Count - 1);
            if (told.Count == 0) yield return "nobody was told of its end";
            if (told.Any(line => !IsOf(line, status))) yield return "its end was told wrongly";
        }

        if (plan.Matches.Length == 0) yield break;
        var lines = Events(plan.MatchFile).Select(line => line.GetProperty("line").GetString()!).ToList();
        _told += matches;
        _duplicates += lines.Count - lines.Distinct().Count();
        if (matches > 0 && !lines.Distinct().SequenceEqual(plan.Matches)) yield return $"its lines were told as {string.Join(", ", lines)}";
        if (lines.Except(plan.Matches).Any()) yield return "a line was told that never was";
    }

    private static bool IsOf(JsonElement told, StatusResponse status) =>
        told.GetProperty("job_id").GetString() == status.JobId
        && string.Equals(told.GetProperty("state").GetString(), status.State.ToString(), StringComparison.OrdinalIgnoreCase)
        && (told.TryGetProperty("exit_code", out var code) && code.ValueKind == JsonValueKind.Number ? code.GetInt32() : (int?)null) == status.ExitCode
        && (told.TryGetProperty("signal", out var signal) ? signal.GetString() : null) == status.Signal;

    private List<JsonElement> Events(string file)
    {
        var path = Path.Combine(world.Work, file);
        return File.Exists(path) ? [.. File.ReadAllLines(path).Select(line => JsonDocument.Parse(line).RootElement)] : [];
    }

    private string FileOf(string id, string file) => Path.Combine(world.Root, id, file);
}
