using System.Diagnostics;

namespace AgentExec.Tests.Shared;

/// <summary>
/// Programs that a test makes, written by a process of their own. Written by this one, they would stand open for writing in every child that another test
/// starts meanwhile, up to its exec, and for so long the kernel refuses to run them: "Text file busy".
/// </summary>
internal static class Executable
{
    public static string Write(string path, string text) => Fill(path, "-", text);

    public static string Copy(string from, string to) => Fill(to, from, "");

    private static string Fill(string path, string source, string input)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "cat -- \"$0\" >\"$1\" && chmod 0755 \"$1\"", source, path])
        {
            RedirectStandardInput = true,
        })!;
        using (shell.StandardInput) shell.StandardInput.Write(input);
        shell.WaitForExit();
        return shell.ExitCode == 0 ? path : throw new IOException($"{path} was not written");
    }
}
