namespace AgentExec.Posix;

/// <summary>
/// posix_spawn(3): no fork in a multi-threaded runtime. The child leads a session of its own unless it is in the foreground, starts with every signal at its default and
/// none blocked unless asked for (a .NET parent ignores SIGPIPE and blocks two real-time signals), and holds descriptors 0 to 2 (3) and no others.
/// </summary>
public static unsafe class Spawner
{
    private const short SetSigDefault = 0x04, SetSigMask = 0x08, SetSession = 0x80;

    // glibc's types are 80 and 336 bytes, sigset_t is 128; they are opaque, so there is room to spare.
    private const int OpaqueSize = 1024, SignalSetSize = 128;

    /// <summary>Starts the program and returns its pid.</summary>
    /// <exception cref="PosixException">The program could not be started; no process is left.</exception>
    public static int Spawn(SpawnRequest request)
    {
        using var arguments = new NativeStrings(request.Arguments);
        using var environment = new NativeStrings(request.Environment);
        var actions = stackalloc byte[OpaqueSize];
        var attributes = stackalloc byte[OpaqueSize];
        var signals = stackalloc byte[OpaqueSize];
        Check(LibC.ActionsInit(actions), "posix_spawn_file_actions_init");
        Check(LibC.AttributesInit(attributes), "posix_spawnattr_init");
        try
        {
            _ = LibC.SigEmptySet(signals);
            foreach (var signal in request.BlockedSignals) _ = LibC.SigAddSet(signals, signal);
            Check(LibC.AttributesSetSigMask(attributes, signals), "posix_spawnattr_setsigmask");
            // Every bit, not sigfillset(3): that leaves out the two signals glibc keeps for itself (32, 33), which posix_spawn then *ignores* in the child.
            new Span<byte>(signals, SignalSetSize).Fill(0xFF);
            if (request.InForeground)
                foreach (var signal in ProcessSignals.Ends)
                    _ = LibC.SigDelSet(signals, signal);
            Check(LibC.AttributesSetSigDefault(attributes, signals), "posix_spawnattr_setsigdefault");
            Check(LibC.AttributesSetFlags(attributes, (short)(SetSigDefault | SetSigMask | (request.InForeground ? 0 : SetSession))), "posix_spawnattr_setflags");
            AddDescriptors(actions, request);
            int pid;
            fixed (byte* path = request.Program.Terminated)
                Check(LibC.PosixSpawn(&pid, path, actions, attributes, arguments.Pointer, environment.Pointer), $"exec {request.Program}");
            return pid;
        }
        finally
        {
            _ = LibC.ActionsDestroy(actions);
            _ = LibC.AttributesDestroy(attributes);
        }
    }

    private static void AddDescriptors(void* actions, SpawnRequest request)
    {
        if (request.WorkingDirectory is { } directory) Check(LibC.ActionsAddFChDir(actions, directory.Number), "addfchdir");
        // A source among the child's own numbers could be overwritten by an earlier dup2: Put refuses it.
        var firstFree = request.Extra is null ? 3 : 4;
        // First of all, since it may be any number: where standard descriptors were closed, the next file opened is one of them.
        if (request.Extra is { } extra) Check(LibC.ActionsAddDup2(actions, extra.Number, 3), "adddup2");
        if (request.Terminal is { } terminal)
        {
            PutTerminal(actions, terminal);
        }
        else if (!request.InForeground)
        {
            Put(actions, request.Input, 0, LibC.ReadOnly, firstFree);
            Put(actions, request.Output, 1, LibC.WriteOnly, firstFree);
            Put(actions, request.Error, 2, LibC.WriteOnly, firstFree);
        }

        Pass(actions, request.Passed, firstFree);
    }

    // Behind the standard descriptors, whose sources may be any number.
    private static void Pass(void* actions, IReadOnlyList<(FileDescriptor From, int Number)> passed, int firstFree)
    {
        var end = passed.Count == 0 ? firstFree : passed.Max(static one => one.Number) + 1;
        for (var number = firstFree; number < end; number++)
        {
            var source = passed.FirstOrDefault(one => one.Number == number).From;
            if (source is null) Check(LibC.ActionsAddClose(actions, number), "addclose");
            else if (source.Number < end) throw new ArgumentException($"descriptor {source.Number} would be overwritten by the child's own");
            else Check(LibC.ActionsAddDup2(actions, source.Number, number), "adddup2");
        }

        Check(LibC.ActionsAddCloseFrom(actions, end), "addclosefrom");
    }

    // The first terminal that the leader of a session opens is that session's: it became one before these actions are carried out.
    private static void PutTerminal(void* actions, NativePath terminal)
    {
        Check(LibC.ActionsAddOpen(actions, 0, terminal.ToString(), LibC.ReadWrite, 0), "addopen");
        Check(LibC.ActionsAddDup2(actions, 0, 1), "adddup2");
        Check(LibC.ActionsAddDup2(actions, 0, 2), "adddup2");
    }

    private static void Put(void* actions, FileDescriptor? source, int target, int flags, int firstFree)
    {
        if (source is null) Check(LibC.ActionsAddOpen(actions, target, "/dev/null", flags, 0), "addopen");
        else if (source.Number < firstFree) throw new ArgumentException($"descriptor {source.Number} would be overwritten by the child's own 0 to 3");
        else Check(LibC.ActionsAddDup2(actions, source.Number, target), "adddup2");
    }

    private static void Check(int errno, string what)
    {
        if (errno != 0) throw new PosixException(errno, what);
    }
}
