namespace AgentExec.Keeper.Terminal;

/// <summary>Whether a program has set the cursor keys to application mode (DECCKM), alone or in a list with other modes; a reset of the terminal takes it back.</summary>
internal sealed class CursorKeyMode
{
    private const int Mode = 1, MostDigits = 10_000;

    private Place _place;
    private bool _isPrivate, _isNamed;
    private int _number;

    private enum Place
    {
        Text,
        AfterEscape,
        InSequence,
    }

    public bool IsApplication { get; private set; }

    /// <summary>Whether the next byte belongs to a sequence.</summary>
    public bool IsInside => _place != Place.Text;

    public void Add(byte one)
    {
        if (one == 0x1B) _place = Place.AfterEscape;
        else if (_place == Place.AfterEscape) Begin(one);
        else if (_place == Place.InSequence) GoOn(one);
    }

    private void Begin(byte one)
    {
        _place = one == '[' ? Place.InSequence : Place.Text;
        (_isPrivate, _isNamed, _number) = (false, false, 0);
        // RIS: a full reset.
        if (one == 'c') IsApplication = false;
    }

    private void GoOn(byte one)
    {
        switch (one)
        {
            case (byte)'?': _isPrivate = true; break;
            case >= (byte)'0' and <= (byte)'9': _number = Math.Min((_number * 10) + one - '0', MostDigits); break;
            case (byte)';':
                _isNamed |= _number == Mode;
                _number = 0;
                break;
            case >= 0x40 and <= 0x7E:
                _place = Place.Text;
                if (_isPrivate && (_isNamed || _number == Mode) && (one is (byte)'h' or (byte)'l')) IsApplication = one == 'h';
                break;
        }
    }
}
