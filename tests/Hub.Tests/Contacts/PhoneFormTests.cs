using IntegrationHub.Hub.Contacts;

namespace IntegrationHub.Hub.Tests.Contacts;

public sealed class PhoneFormTests
{
    [Theory]
    [InlineData("044 668 18 00", "CH", "+41446681800")]
    [InlineData("+41 (0)44 668 18 00", "DE", "+41446681800")]
    [InlineData("020 7946 0018", "GB", "+442079460018")]
    public void A_number_without_a_country_is_read_in_the_clients_region(string written, string region, string canonical) => Assert.Equal(canonical, PhoneForm.Canonical(written, region));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("call me")]
    [InlineData("12")]
    public void What_cannot_be_dialled_is_no_key(string? written) => Assert.Null(PhoneForm.Canonical(written, "CH"));
}
