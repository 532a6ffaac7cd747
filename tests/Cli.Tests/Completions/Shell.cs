using System.Diagnostics;

namespace AgentExec.Cli.Tests.Completions;

/// <summary>A shell of the machine, for scripts that only a shell can judge.</summary>
internal static class Shell
{
    public static bool Exists(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(directory => File.Exists($"{directory}/{program}"));

    /// <summary>Runs it to its end; what it says on stderr fails the test.</summary>
    public static async Task<string> Run(string program, params string[] args)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var arg in args) start.ArgumentList.Add(arg);
        using var shell = Process.Start(start)!;
        shell.StandardInput.Close();
        var (output, errors) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.WaitForExitAsync();
        Assert.Equal("", await errors);
        Assert.Equal(0, shell.ExitCode);
        return await output;
    }
}
