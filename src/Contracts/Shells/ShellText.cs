using System.Globalization;
using System.Text;

namespace AgentExec.Contracts.Shells;

/// <summary>Shell code in the making, in bytes: values and paths need not be UTF-8.</summary>
/// <param name="builtin">The word before a builtin that keeps aliases and functions of the profile away from it.</param>
internal sealed class ShellText(string builtin)
{
    private const string Answer = "AGENT_EXEC_MARK";

    private readonly MemoryStream _text = new();

    public void Add(string code) => _text.Write(Encoding.ASCII.GetBytes(code));

    /// <summary>False when there is no room for it.</summary>
    public bool TryExport(string name, ReadOnlySpan<byte> value, int room)
    {
        if (_text.Length + name.Length + value.Length + 3L * value.Count((byte)'\'') + builtin.Length + 16 > room) return false;
        Add($"{builtin} export {name}=");
        AddQuoted(value);
        Add("; ");
        return true;
    }

    /// <summary>Only when a profile left it: a <c>cd</c> to where one is already would change how <c>pwd</c> spells it. Otherwise the shell ends here.</summary>
    public void EnterDirectory(ReadOnlySpan<byte> path)
    {
        Add("[ . -ef ");
        AddQuoted(path);
        Add($" ] || {builtin} cd ");
        AddQuoted(path);
        Add(" || exit 126; ");
    }

    /// <summary>From here on the code is read. The shell ends here when the descriptor is no longer the one that holds <see cref="ShellStart.Token"/>.</summary>
    public void Mark(int mark, int? input)
    {
        Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{{ IFS= {builtin} read -r {Answer} <&{mark}; }} 2>/dev/null; [ \"${Answer}\" = {ShellStart.Token} ] || exit 126; {builtin} unset {Answer}; "));
        Add(string.Create(CultureInfo.InvariantCulture, $"{builtin} printf . >&{mark}; exec {mark}>&-"));
        if (input is { } number) Add(string.Create(CultureInfo.InvariantCulture, $" 0<&{number} {number}<&-"));
        Add("; ");
    }

    /// <summary>Last of all: switches a profile's <c>set -x</c> and <c>set -v</c> on again.</summary>
    /// <param name="options">The variable with what <c>$-</c> was.</param>
    public void RestoreTrace(string options)
    {
        var unset = $"{builtin} unset {options}";
        Add($"case ${options} in *v*x*|*x*v*) {unset}; set -xv;; *v*) {unset}; set -v;; *x*) {unset}; set -x;; *) {unset};; esac");
    }

    public byte[] ToBytes() => _text.ToArray();

    private void AddQuoted(ReadOnlySpan<byte> value)
    {
        _text.WriteByte((byte)'\'');
        foreach (var part in value.Split((byte)'\''))
        {
            if (part.Start.Value > 0) _text.Write("'\\''"u8);
            _text.Write(value[part]);
        }

        _text.WriteByte((byte)'\'');
    }
}
