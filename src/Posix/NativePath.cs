using System.Text;

namespace AgentExec.Posix;

/// <summary>A path as the kernel takes it: bytes that need not be UTF-8, ending in NUL. A string converts by UTF-8.</summary>
public readonly struct NativePath
{
    private readonly byte[] _terminated;

    private NativePath(byte[] terminated) => _terminated = terminated;

    /// <summary>The bytes with the NUL at their end.</summary>
    internal ReadOnlySpan<byte> Terminated => _terminated;

    public static implicit operator NativePath(string text) => new(Encoding.UTF8.GetBytes(text + "\0"));

    public static implicit operator NativePath(byte[] bytes) => new([.. bytes, 0]);

    /// <summary>For messages: what is not UTF-8 shows as U+FFFD.</summary>
    public override string ToString() => Encoding.UTF8.GetString(_terminated.AsSpan(0, _terminated.Length - 1));
}
