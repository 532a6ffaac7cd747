namespace AgentExec.Actors.Sessions;

/// <summary>Which part of the output a poll is to be given.</summary>
/// <param name="Kind">Why this one.</param>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends at the latest; the largest number for all there is.</param>
internal readonly record struct PollTurn(PollTurnKind Kind, long From, long To = long.MaxValue);

/// <summary>Why a poll is given this part.</summary>
internal enum PollTurnKind
{
    /// <summary>It comes behind what was given so far.</summary>
    New,

    /// <summary>The same question was given it before.</summary>
    Again,

    /// <summary>Somebody was given it, has given up and never saw it.</summary>
    GivenBack,

    /// <summary>The reader names its place itself.</summary>
    Own,
}
