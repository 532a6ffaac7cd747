namespace AgentExec.Contracts.Jobs;

/// <summary><c>.host/endpoint.json</c>: where the root's host listens and which process it is. Believed only while <c>host.lock</c> is held.</summary>
/// <param name="Port">TCP port on 127.0.0.1.</param>
/// <param name="Pid">Process id of the host.</param>
/// <param name="StartTicks">Its start time in clock ticks since boot.</param>
/// <param name="BootId">The boot it belongs to.</param>
/// <param name="Protocol">Its protocol version.</param>
/// <param name="Thumbprint">SHA-256 of the certificate both ends present, upper-case hex.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Version">Its release.</param>
/// <param name="Root">The root that it serves, absolute: after a move it is not the one whose directory holds this file. Null from an older host.</param>
public sealed record HostEndpoint(
    int Port, int Pid, long StartTicks, string BootId, int Protocol, string Thumbprint, string StartedAt, string Version, string? Root = null);
