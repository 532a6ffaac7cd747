using System.Diagnostics;

namespace AgentExec.Contract.Tests.Support;

/// <summary>Runs programs to their end. One that does not end in time is killed and fails the test.</summary>
internal static class Programs
{
    public static Call Run(string directory, Dictionary<string, string> environment, string[] words)
    {
        var began = Stopwatch.GetTimestamp();
        using var process = Start(directory, environment, words);
        process.StandardInput.Close();
        return Finish(process, began, string.Join(' ', words));
    }

    public static Process Start(string directory, Dictionary<string, string> environment, string[] words)
    {
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Waits for the end of the process and of both its streams: nothing that it started may hold them.</summary>
    public static Call Finish(Process process, long began, string what)
    {
        var stdout = Task.Factory.StartNew(process.StandardOutput.ReadToEnd, TaskCreationOptions.LongRunning);
        var stderr = Task.Factory.StartNew(process.StandardError.ReadToEnd, TaskCreationOptions.LongRunning);
        if (Task.WaitAll([stdout, stderr], Patience.Limit) && process.WaitForExit(Patience.Limit))
            return new Call(process.ExitCode, stdout.Result, stderr.Result, Stopwatch.GetElapsedTime(began));
        if (!process.HasExited) process.Kill();
        throw new TimeoutException($"no end within {Patience.Limit}: {what}");
    }
}
