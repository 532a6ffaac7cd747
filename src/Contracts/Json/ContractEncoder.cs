using System.Text;
using System.Text.Encodings.Web;

namespace AgentExec.Contracts.Json;

/// <summary>
/// Escapes what JSON demands and nothing else: quote, backslash, control characters (contract A3). .NET's relaxed encoder would
/// still escape emoji and unassigned characters.
/// </summary>
public sealed unsafe class ContractEncoder : JavaScriptEncoder
{
    public static readonly ContractEncoder Instance = new();

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 0x20 or '"' or '\\';

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (var i = 0; i < textLength; i++)
        {
            if (WillEncode(text[i])) return i;
            // A lone surrogate goes the slow way, where the base class replaces it.
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == textLength || !char.IsSurrogatePair(text[i], text[i + 1])) return i;
            i++;
        }

        return -1;
    }

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var text = unicodeScalar switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\b' => "\\b",
            '\f' => "\\f",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            < 0x20 => $"\\u{unicodeScalar:x4}",
            _ => new Rune(unicodeScalar).ToString(),
        };
        var fits = text.AsSpan().TryCopyTo(new Span<char>(buffer, bufferLength));
        numberOfCharactersWritten = fits ? text.Length : 0;
        return fits;
    }
}
