namespace AgentExec.Actors.Sessions.Output;

/// <summary>A piece of the combined output.</summary>
/// <param name="Text">What is there.</param>
/// <param name="Next">The place behind it.</param>
/// <param name="More">Whether there is more already.</param>
/// <param name="Dropped">Bytes on the way that the logs lack.</param>
/// <param name="Clamped">Whether the place that was asked for is none: before the beginning, or behind the end.</param>
/// <param name="Unwritten">Bytes of the command that the system refused to write so far; they are counted nowhere else.</param>
internal readonly record struct OutputPiece(string Text, long Next, bool More, long Dropped, bool Clamped, long Unwritten);

/// <summary>The newest of the combined output.</summary>
/// <param name="Text">Its characters.</param>
/// <param name="TotalChars">All that the logs have or had when they were counted.</param>
/// <param name="TotalBytes">All that was written.</param>
/// <param name="Truncated">Whether <paramref name="Text"/> is not all.</param>
/// <param name="Unwritten">Bytes of the command that the system refused to write so far; they are counted nowhere else.</param>
internal readonly record struct OutputTail(string Text, long TotalChars, long TotalBytes, bool Truncated, long Unwritten);

/// <summary>The newest characters without a count of the rest.</summary>
/// <param name="Text">The characters.</param>
/// <param name="Unwritten">Bytes of the command that the system refused to write so far; they are counted nowhere else.</param>
internal readonly record struct OutputHint(string Text, long Unwritten);

/// <summary>Some lines of the combined output.</summary>
/// <param name="Text">The lines with their ends.</param>
/// <param name="Offset">Number of the first, from 0.</param>
/// <param name="Lines">How many; one that is cut counts.</param>
/// <param name="TotalLines">Of all the output; a last line without an end counts.</param>
/// <param name="TotalChars">Of all the output.</param>
/// <param name="Truncated">Whether not all lines of the window are there.</param>
/// <param name="HasMore">Whether nothing was asked for in particular and there are lines before these.</param>
/// <param name="Unwritten">Bytes of the command that the system refused to write so far; they are counted nowhere else.</param>
internal readonly record struct LogWindow(string Text, long Offset, long Lines, long TotalLines, long TotalChars, bool Truncated, bool HasMore, long Unwritten);
