namespace AgentExec.Keeper.Terminal;

/// <summary>
/// What a terminal does with a program's output before anybody reads it: takes out the question where the cursor is (<c>ESC [ 6 n</c>, <c>ESC [ ? 6 n</c>), which
/// is to be answered, and knows whether arrow keys are in application mode (<c>ESC [ ? 1 h</c>, DECCKM). Everything else passes unchanged.
/// </summary>
/// <remarks>What may be the beginning of a question, four bytes at most, waits for what follows, or for the end.</remarks>
internal sealed class TerminalFilter
{
    private const byte Escape = 0x1B;

    private readonly CursorKeyMode _mode = new();
    private readonly byte[] _held = new byte[8];
    private byte[] _passed = [];
    private int _heldLength, _passedLength, _questions;

    /// <summary>Whether arrow keys are in application mode.</summary>
    public bool IsApplicationMode => _mode.IsApplication;

    private static ReadOnlySpan<byte> Question => "\e[6n"u8;

    private static ReadOnlySpan<byte> PrivateQuestion => "\e[?6n"u8;

    /// <summary>What is left of the piece, with what was held back before it; good until the next call.</summary>
    public ReadOnlySpan<byte> Pass(ReadOnlySpan<byte> piece)
    {
        if (_heldLength == 0 && !_mode.IsInside && !piece.Contains(Escape)) return piece;
        _passedLength = 0;
        if (_passed.Length < piece.Length + _held.Length) _passed = new byte[piece.Length + _held.Length];
        foreach (var one in piece)
        {
            _mode.Add(one);
            Add(one);
        }

        return _passed.AsSpan(0, _passedLength);
    }

    /// <summary>Nothing more comes: what is still held back.</summary>
    public ReadOnlySpan<byte> Finish()
    {
        var rest = _held.AsSpan(0, _heldLength);
        _heldLength = 0;
        return rest;
    }

    /// <summary>How many questions came since this was asked last.</summary>
    public int TakeQuestions()
    {
        var count = _questions;
        _questions = 0;
        return count;
    }

    private void Add(byte one)
    {
        _held[_heldLength++] = one;
        var held = _held.AsSpan(0, _heldLength);
        if (held.SequenceEqual(Question) || held.SequenceEqual(PrivateQuestion))
        {
            _questions++;
            _heldLength = 0;
        }
        else if (!Question.StartsWith(held) && !PrivateQuestion.StartsWith(held))
        {
            // It was none; its last byte may begin one.
            var kept = one == Escape ? 1 : 0;
            held[..^kept].CopyTo(_passed.AsSpan(_passedLength));
            _passedLength += _heldLength - kept;
            _held[0] = one;
            _heldLength = kept;
        }
    }
}
