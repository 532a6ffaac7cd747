using AgentExec.Reliability.Tests.Support;

namespace AgentExec.Reliability.Tests;

/// <summary>Fault 14: what is promised is on disk before it is said, and what a dead process has begun to write harms nobody.</summary>
public sealed class DurabilityTests : SandboxTest
{
    [SkippableFact]
    public void Should_sync_a_file_before_it_gets_its_name_and_the_directory_after()
    {
        Skip.IfNot(Tool.Run("strace", "-e", "trace=none", "true"), "needs strace and the right to trace");
        var trace = Box["trace"];
        Cli.Ok("host", "start");
        using var tracer = new Traced(Box.Host(), trace);
        Assert.Equal(7, Cli.Ok("run", "--wait", "--", "exit 7").Number("exit_code"));
        Cli.Ok("host", "stop");
        tracer.Dispose();
        var calls = Calls(File.ReadLines(trace));
        foreach (var file in (string[])["meta.json", "state.json", "exit.json"])
        {
            var renamed = calls.FindLastIndex(call => call.StartsWith("renameat(", StringComparison.Ordinal) && call.Contains($", \"{file}\"", StringComparison.Ordinal));
            Assert.True(renamed >= 0, $"{file} was never renamed");
            var opened = calls.FindLastIndex(renamed, call => call.Contains($"\".tmp-{file}", StringComparison.Ordinal) && call.StartsWith("openat(", StringComparison.Ordinal));
            var descriptor = calls[opened].Split(" = ")[^1].Trim();
            Assert.Contains(calls[opened..renamed], call => call.StartsWith($"fsync({descriptor})", StringComparison.Ordinal) || call.StartsWith($"fsync({descriptor} ", StringComparison.Ordinal));
            Assert.Contains(calls[renamed..], call => call.StartsWith("fsync(", StringComparison.Ordinal));
        }
    }

    // A call during which another thread made one is told in two lines, and counts where it ended.
    private static List<string> Calls(IEnumerable<string> lines)
    {
        const string Unfinished = " <unfinished ...>", Resumed = " resumed>";
        var (calls, begun) = (new List<string>(), new Dictionary<string, string>());
        foreach (var line in lines)
        {
            var (thread, call) = (line[..line.IndexOf(' ')], line[(line.IndexOf(' ') + 1)..].TrimStart());
            if (call.EndsWith(Unfinished, StringComparison.Ordinal)) begun[thread] = call[..^Unfinished.Length];
            else if (call.StartsWith("<... ", StringComparison.Ordinal)) calls.Add(begun.GetValueOrDefault(thread) + call[(call.IndexOf(Resumed, StringComparison.Ordinal) + Resumed.Length)..]);
            else calls.Add(call);
        }

        return calls;
    }

    [Fact]
    public void Should_not_be_harmed_by_what_was_half_written_and_remove_it()
    {
        var job = Cli.Launch("--", "until [ -e go ]; do sleep 0.02; done; exit 7");
        Sandbox.KillHard(Box.Host());
        // Of processes that nobody can be: a pid is below 2^22.
        string[] left = [".tmp-state.json-99999999-4", ".tmp-meta.json-99999999-1", ".tmp-caller.json-99999998-2"];
        foreach (var name in left) File.WriteAllText(Box.JobFile(job, name), "{\"job\":");
        File.WriteAllText(Box.JobFile(job, ".tmp-exit.json-99999999-1"), "{");
        Assert.Equal("running", Cli.Ok("status", job).State);
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        Assert.Equal(7, Cli.Ok("wait", job).Number("exit_code"));
        Patience.Until(() => !Directory.EnumerateFiles(Path.Combine(Box.Root, job), ".tmp-*").Any(), "nothing half written is left");
    }

    /// <summary>A process and its descendants, whose calls strace writes down.</summary>
    private sealed class Traced : IDisposable
    {
        private readonly System.Diagnostics.Process _strace;

        public Traced(int pid, string file)
        {
            _strace = System.Diagnostics.Process.Start(
                new System.Diagnostics.ProcessStartInfo("strace", ["-f", "-o", file, "-e", "trace=openat,fsync,renameat,renameat2", "-p", $"{pid}"]) { RedirectStandardError = true })!;
            // It says so when it has attached.
            _ = _strace.StandardError.ReadLine();
            _ = _strace.StandardError.ReadToEndAsync();
        }

        public void Dispose()
        {
            // It leaves when all it traces have left.
            if (!_strace.WaitForExit(Patience.Limit)) _strace.Kill();
        }
    }
}
