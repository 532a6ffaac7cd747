using System.Globalization;

namespace AgentExec.Actors.Sessions;

/// <summary>
/// Where an independent reader is: a place in the output in the order of arrival, and behind a dot how many of its polls in a row had nothing to say. The reader
/// carries it; to a session it is a word like any other of a client's.
/// </summary>
internal sealed record PollCursor(long Offset, int Empties)
{
    private const int MostEmpties = 100;

    public static PollCursor? TryParse(string text)
    {
        var dot = text.IndexOf('.');
        var place = dot < 0 ? text : text[..dot];
        var empties = 0;
        if (dot >= 0 && !int.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out empties)) return null;
        return long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? new PollCursor(offset, Math.Min(empties, MostEmpties)) : null;
    }

    public override string ToString() =>
        Empties == 0 ? Offset.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{Offset}.{Math.Min(Empties, MostEmpties)}");
}
