using System.Runtime.InteropServices;

namespace AgentExec.ChildTool.Verbs;

/// <summary>A sandbox as coding agents have: network sockets are refused with EPERM, local ones are not (seccomp(2)).</summary>
internal static unsafe partial class Sandboxes
{
    private const int NoNewPrivileges = 38, SetSeccomp = 22, FilterMode = 2;
    private const ushort LoadWord = 0x20, JumpIfEqual = 0x15, Return = 0x06;
    private const uint NumberOffset = 0, FirstArgumentOffset = 16, Allow = 0x7FFF0000, Refuse = 0x00050000 | 1 /* EPERM */;
    private const uint Internet = 2, Internet6 = 10;

    /// <summary><c>no-sockets PROGRAM ARGUMENT...</c>: becomes the program.</summary>
    public static void NoSockets(string program, string[] arguments)
    {
        var socketCall = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 198u : 41u;
        Span<Instruction> code =
        [
            new(LoadWord, 0, 0, NumberOffset), new(JumpIfEqual, 0, 3, socketCall),
            new(LoadWord, 0, 0, FirstArgumentOffset), new(JumpIfEqual, 2, 0, Internet), new(JumpIfEqual, 1, 0, Internet6),
            new(Return, 0, 0, Allow), new(Return, 0, 0, Refuse),
        ];
        fixed (Instruction* start = code)
        {
            var filter = new Filter { Count = (ushort)code.Length, Code = start };
            if (PrCtl(NoNewPrivileges, 1, 0, 0, 0) != 0 || PrCtl(SetSeccomp, FilterMode, (nint)(&filter), 0, 0) != 0)
                throw new UsageException($"no sandbox can be made: errno {Marshal.GetLastPInvokeError()}");
        }

        _ = ExecV(program, [program, .. arguments, null]);
        throw new UsageException($"{program} cannot be executed: errno {Marshal.GetLastPInvokeError()}");
    }

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int PrCtl(int option, nint a, nint b, nint c, nint d);

    [LibraryImport("libc", EntryPoint = "execv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ExecV(string path, string?[] arguments);

    /// <summary><c>struct sock_filter</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Instruction(ushort Code, byte IfTrue, byte IfFalse, uint Value);

    /// <summary><c>struct sock_fprog</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Filter
    {
        public ushort Count;
        public Instruction* Code;
    }
}
