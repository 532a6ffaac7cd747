using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Keeping;
using AgentExec.Posix;

namespace AgentExec.Client.Disk;

/// <summary>One job's directory as any reader sees it. Paths are the root as given, joined as text (contract A3).</summary>
internal sealed class JobDirectory(string root, string job)
{
    public string StdoutLog => PathOf(JobFiles.StdoutLog);

    public string StderrLog => PathOf(JobFiles.StderrLog);

    /// <summary>Whether a keeper was started for it at least: a host can find out what became of it.</summary>
    public bool HadKeeper => File.Exists(PathOf(JobFiles.KeeperLock));

    /// <summary>Whether the description is there and is JSON: more of it no answer needs.</summary>
    /// <exception cref="AgentExecException">Missing or not readable.</exception>
    public void CheckMeta()
    {
        try
        {
            var reader = new Utf8JsonReader(PlainFile.ReadAll(PathOf(JobFiles.Meta)));
            reader.Read();
            reader.Skip();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw Corrupt(JobFiles.Meta, error.Message);
        }
    }

    /// <exception cref="AgentExecException">Missing, not readable or not the right shape.</exception>
    public JobMeta ReadMeta() => Read(JobFiles.Meta, ContractJson.Compact.JobMeta);

    /// <exception cref="AgentExecException">Missing, not readable or not the right shape.</exception>
    public JobState ReadState() => Read(JobFiles.State, ContractJson.Compact.JobState);

    /// <summary>The state when it is terminal, and so can be answered from disk; null otherwise.</summary>
    public JobState? TryReadFinished() => TryReadState() is { IsTerminal: true } state ? state : null;

    /// <summary>The state; null when it cannot be read.</summary>
    public JobState? TryReadState()
    {
        try
        {
            return ReadState();
        }
        catch (AgentExecException)
        {
            return null;
        }
    }

    /// <summary>What the logs lack (contract B11). A file that is not one is none: it is not synced, and after a power cut the logs are worth reading all the same.</summary>
    public OutputRecord ReadOutput()
    {
        var path = PathOf(JobFiles.Output);
        if (!File.Exists(path)) return OutputRecord.Whole;
        try
        {
            return JsonSerializer.Deserialize(PlainFile.ReadAll(path), ContractJson.Compact.OutputRecord) ?? OutputRecord.Whole;
        }
        catch (Exception error) when (error is JsonException or IOException)
        {
            return OutputRecord.Whole;
        }
    }

    private string PathOf(string file) => JobsRoot.FileOf(root, job, file);

    private T Read<T>(string file, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(PlainFile.ReadAll(PathOf(file)), type) ?? throw Corrupt(file, "it is null");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw Corrupt(file, error.Message);
        }
    }

    private AgentExecException Corrupt(string file, string why) => new(ErrorDetail.Internal($"{file} of job {job} cannot be read: {why}"));
}
