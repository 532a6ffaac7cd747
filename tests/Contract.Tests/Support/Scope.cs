namespace AgentExec.Contract.Tests.Support;

/// <summary>The trait of tests that only this product is held to: <c>--filter "Scope!=this-product"</c> leaves them out.</summary>
internal static class Scope
{
    public const string Name = "Scope";

    public const string ThisProduct = "this-product";
}
