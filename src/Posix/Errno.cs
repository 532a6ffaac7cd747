namespace AgentExec.Posix;

/// <summary>The error numbers that decisions depend on (errno(3); the values are Linux's).</summary>
public static class Errno
{
    public const int NotPermitted = 1, NoEntry = 2, NoProcess = 3, Interrupted = 4, InputOutput = 5, ArgumentsTooLong = 7, ExecFormat = 8, BadDescriptor = 9;
    public const int Again = 11, OutOfMemory = 12, Access = 13, Exists = 17, NotDirectory = 20, IsDirectory = 21, Invalid = 22;
    public const int ProcessDescriptors = 24, SystemDescriptors = 23, NoSpace = 28, ReadOnly = 30, BrokenPipe = 32, NoCall = 38, NotEmpty = 39, Loop = 40;
    public const int FamilyNotSupported = 97, AddressNotAvailable = 99, NetworkUnreachable = 101, Quota = 122;
}
