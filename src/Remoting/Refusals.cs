using System.Runtime.Serialization;

namespace AgentExec.Remoting;

/// <summary>Counts what this process would not read from the wire; shown by <c>host status</c>, so that a peer that misbehaves can be seen.</summary>
public static class Refusals
{
    private static long _count;

    public static long Count => Interlocked.Read(ref _count);

    /// <summary>The exception that makes Akka drop a message and keep its connection. The text never quotes the message.</summary>
    internal static SerializationException Refuse(string what)
    {
        Interlocked.Increment(ref _count);
        return new SerializationException(what);
    }
}
