using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ticketing.Rehearsal.Cli;
using Ticketing.Rehearsal.Tests.Fakes;

namespace Ticketing.Rehearsal.Tests.Http;

public sealed class HttpsTests
{
    [Fact]
    public async Task A_self_signed_certificate_is_refused_unless_any_is_accepted()
    {
        using var certificate = SelfSigned();
        await using var office = await FakeBoxOffice.StartAsync(certificate: certificate);
        office.Url.ShouldStartWith("https://");
        var (code, printed) = await office.RehearseAsync(3, "--patience-seconds", "1");
        code.ShouldBe(ExitCodes.NotStarted);
        printed.ShouldContain("certificate");
        (code, printed) = await office.RehearseAsync(3, "--insecure");
        code.ShouldBe(ExitCodes.Clean, printed);
        office.Till.Paid.Count().ShouldBe(3);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
