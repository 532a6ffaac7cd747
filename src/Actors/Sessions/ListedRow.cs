using AgentExec.Contracts.Tools;

namespace AgentExec.Actors.Sessions;

/// <summary>A session as a list needs it: its row, and what the row does not say finely enough or not at all.</summary>
/// <param name="Row">It says of none that it waits for input.</param>
/// <param name="Began">When its command was started, since boot; zero when that is not known.</param>
/// <param name="Over">When its command ended, since boot; zero when it has not, or that is not known.</param>
/// <param name="Silent">Its command, when that is silent for so long that it may wait for input.</param>
public sealed record ListedRow(SessionRow Row, TimeSpan Began, TimeSpan Over, int? Silent);
