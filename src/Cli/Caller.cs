using AgentExec.Client;
using AgentExec.Contracts.Jobs;
using AgentExec.Posix;
using Microsoft.Win32.SafeHandles;

namespace AgentExec.Cli;

/// <summary>What a command may know of whoever called it: handed in, so that only the program's start reads process-wide state.</summary>
internal sealed record Caller
{
    /// <summary>An environment variable; null when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The home directory of the password database, whatever <c>HOME</c> says; null when it has none.</summary>
    public required Func<string?> RecordedHome { get; init; }

    /// <summary>The current directory, absolute. It throws when that is gone, so only what needs it may ask.</summary>
    public required Func<string> CurrentDirectory { get; init; }

    /// <summary>The arguments as the kernel holds them, each ended by NUL; null when it does not tell.</summary>
    public required Func<byte[]?> RawArguments { get; init; }

    /// <summary>The environment as the kernel holds it, before the program changed anything; null when it does not tell.</summary>
    public required Func<byte[]?> RawEnvironment { get; init; }

    /// <summary>Its stdin, for an option that says that it is to be read.</summary>
    public Func<Stream> Stdin { get; init; } = static () => new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0);

    /// <summary>The verbs over a jobs root, with this patience for its host; null is the usual one.</summary>
    public required Func<string, TimeSpan?, IAgentExecClient> Client { get; init; }

    /// <summary>When the program began, a timestamp of <see cref="TimeProvider.System"/>.</summary>
    public required long BeganAt { get; init; }

    /// <summary>The home directory, absolute; null when there is none.</summary>
    public string? Home() => HomeDirectory.Resolve(Variable, RecordedHome);

    public static Caller OfThisProcess(long beganAt) => new()
    {
        Variable = Environment.GetEnvironmentVariable,
        RecordedHome = static () => PasswordDatabase.HomeOf(FileOwner.CurrentUser),
        CurrentDirectory = CallerDirectory.Read,
        RawArguments = static () => ReadOwn("cmdline"),
        RawEnvironment = static () => ReadOwn("environ"),
        Client = ClientFactory.Create,
        BeganAt = beganAt,
    };

    private static byte[]? ReadOwn(string file) => File.Exists($"/proc/self/{file}") ? File.ReadAllBytes($"/proc/self/{file}") : null;
}
