namespace AgentExec.Actors.Sessions.Output;

/// <summary>Bytes of one stream that follow each other in the combined output too.</summary>
/// <param name="IsStderr">Of which.</param>
/// <param name="From">Where they begin in it.</param>
/// <param name="Bytes">How many, at least one.</param>
internal readonly record struct StreamRange(bool IsStderr, long From, long Bytes);
