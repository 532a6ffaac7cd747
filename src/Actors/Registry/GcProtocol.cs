using AgentExec.Contracts.Requests;

namespace AgentExec.Actors.Registry;

/// <summary>How a <c>gc</c> goes from the registry over the catalog to the actor that carries it out.</summary>
public static class GcProtocol
{
    /// <summary>To the catalog: a request, and the jobs that still have an actor.</summary>
    public sealed record Collect(GcRequest Request, IReadOnlySet<string> Busy);

    /// <summary>To <see cref="GcActor"/>: the same with what is in the root, in the order of names.</summary>
    public sealed record Sweep(GcRequest Request, IReadOnlySet<string> Busy, IReadOnlyList<CatalogEntry> Entries);
}
