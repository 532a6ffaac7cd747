namespace AgentExec.Actors.Storage;

/// <summary>Whose a request key is.</summary>
/// <param name="JobId">The job that it stands for.</param>
/// <param name="Fingerprint">What it was used for, <see cref="Contracts.Jobs.RequestKey.Fingerprint"/>.</param>
public sealed record RequestClaim(string JobId, string Fingerprint);
