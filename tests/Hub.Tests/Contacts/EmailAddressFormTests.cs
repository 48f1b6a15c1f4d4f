using IntegrationHub.Hub.Contacts;

namespace IntegrationHub.Hub.Tests.Contacts;

public sealed class EmailAddressFormTests
{
    [Theory]
    [InlineData(" Ana.Muster+shop@Example.COM ", "ana.muster+shop@example.com")]
    [InlineData("info@bücher.example", "info@xn--bcher-kva.example")]
    [InlineData("jose\u0301@example.com", "jos\u00e9@example.com")]
    public void Ways_to_write_one_address_are_one_key(string written, string canonical) => Assert.Equal(canonical, EmailAddressForm.Canonical(written));

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    [InlineData("nobody")]
    [InlineData("@example.com")]
    [InlineData("ana@")]
    [InlineData("a@b@example.com")]
    [InlineData("ana muster@example.com")]
    [InlineData("ana@exa\u0000mple.com")]
    public void What_cannot_be_an_address_is_no_key(string? written) => Assert.Null(EmailAddressForm.Canonical(written));

    [Fact]
    public void Half_a_character_is_no_key() => Assert.Null(EmailAddressForm.Canonical("ana\ud800@example.com"));

    [Fact]
    public void An_address_of_254_characters_is_the_longest()
    {
        var host = "@example.com";
        Assert.NotNull(EmailAddressForm.Canonical(new string('a', 254 - host.Length) + host));
        Assert.Null(EmailAddressForm.Canonical(new string('a', 255 - host.Length) + host));
    }
}
