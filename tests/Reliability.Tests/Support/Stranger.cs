using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AgentExec.Reliability.Tests.Support;

/// <summary>
/// Another user of the machine. What it does in C# it does on a thread of its own that has given up being root: to the kernel credentials are a thread's, and
/// only the wrappers of the C library make them the process's.
/// </summary>
internal sealed partial class Stranger(Sandbox box)
{
    /// <summary>Nobody's number, so that nothing else on the machine is this user's.</summary>
    public const uint UserId = 54321;

    private static readonly bool Arm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    /// <summary>Skips the test where this process cannot become somebody else.</summary>
    public static void Need()
    {
        Skip.IfNot(Environment.UserName == "root", "only root can be another user");
        Skip.IfNot(Tool.Run("setpriv", $"--reuid={UserId}", "--clear-groups", "true"), "no setpriv, or not allowed to be another user");
    }

    /// <summary>The copy of the programs, called by this user with a home and a root of its own.</summary>
    public Caller Caller(Programs programs)
    {
        var home = Directory.CreateDirectory(box["stranger"]).FullName;
        Assert.True(Tool.Run("chown", $"{UserId}", home));
        var copy = programs.Caller;
        return copy with
        {
            Through = ["setpriv", $"--reuid={UserId}", $"--regid={UserId}", "--clear-groups", .. copy.Through],
            Directory = "/",
            Environment = new(copy.Environment) { ["HOME"] = home, ["AGENT_EXEC_ROOT"] = Path.Combine(home, "jobs") },
        };
    }

    /// <summary>Does it as this user.</summary>
    public static T Do<T>(Func<T> what)
    {
        var (result, failure) = (default(T), (Exception?)null);
        var thread = new Thread(() =>
        {
            try
            {
                Become();
                result = what();
            }
            catch (Exception error)
            {
                failure = error;
            }
        });
        thread.Start();
        Assert.True(thread.Join(Patience.Limit), "the stranger hangs");
        return failure is null ? result! : throw failure;
    }

    public static void Do(Action what) => Do(() =>
    {
        what();
        return true;
    });

    /// <summary>The error number of a signal that this user sends; 0 when it was let.</summary>
    public static int Signal(int pid, int signal) => Do(() => Kill(pid, signal) == 0 ? 0 : Marshal.GetLastPInvokeError());

    private static void Become()
    {
        Check(SysCall(Arm ? 159 : 116, 0, 0, 0));
        Check(SysCall(Arm ? 149 : 119, (nint)UserId, (nint)UserId, (nint)UserId));
        Check(SysCall(Arm ? 147 : 117, (nint)UserId, (nint)UserId, (nint)UserId));
        if (GetEUid() != UserId) throw new UnreachableException("still root: nothing here would be shown");
    }

    private static void Check(nint result)
    {
        if (result != 0) throw new InvalidOperationException($"errno {Marshal.GetLastPInvokeError()}");
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SysCall(nint number, nint first, nint second, nint third);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEUid();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int pid, int signal);
}
