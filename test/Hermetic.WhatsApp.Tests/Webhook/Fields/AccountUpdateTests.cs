namespace Hermetic.WhatsApp.Tests;

/// <summary>Updates about the account, its numbers and its templates.</summary>
public sealed class AccountUpdateTests
{
    [Fact]
    public void A_changed_PIN_says_whose_number_who_and_when()
    {
        var update = BodyVectors.One<SecurityUpdate>("PIN changed");
        Assert.Equal(SecurityEvent.PinChanged, update.Event);
        Assert.Equal(("15550783881", "61555822107539"), (update.DisplayPhoneNumber.Show(), update.Requester.Show()));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_743_451_903), update.Timestamp);
        Assert.Equal("1743451903", update.EntryTime.Show());
        Assert.Equal("1022", update.EntryId.Show());
        Assert.True(update.PhoneNumberId.IsEmpty);
        Assert.Null(update.Person);
    }

    [Theory]
    [InlineData("PIN_RESET_REQUEST", SecurityEvent.PinResetRequest, "field:security/PIN_RESET_REQUEST")]
    [InlineData("pin_request_success", SecurityEvent.PinRequestSuccess, "field:security/PIN_REQUEST_SUCCESS")]
    [InlineData("PIN\\u005fCHANGED", SecurityEvent.PinChanged, "field:security/PIN_CHANGED")]
    [InlineData("PIN_FORGOTTEN", SecurityEvent.Unknown, "field:security")]
    [InlineData("UNKNOWN", SecurityEvent.Unknown, "field:security")]
    [InlineData("", SecurityEvent.Unknown, "field:security")]
    public void An_event_is_one_of_the_documented_or_unknown_and_never_text_from_the_wire(
        string written, SecurityEvent expected, string kind)
    {
        var update = Assert.IsType<SecurityUpdate>(
            Assert.Single(Bodies.Read(Bodies.Value($"\"event\":\"{written}\"", "security")).Elements));
        Assert.Equal((expected, kind), (update.Event, update.Kind));
    }

    [Fact]
    public void An_event_as_long_as_a_book_is_unknown()
    {
        var book = new string('A', 100_000);
        Assert.Equal("field:security", Assert.Single(Bodies.Read(Bodies.Value($"\"event\":\"{book}\"", "security")).Elements).Kind);
    }

    [Theory]
    [InlineData("ACCOUNT_DELETED", AccountEvent.AccountDeleted)]
    [InlineData("ACCOUNT_OFFBOARDED", AccountEvent.AccountOffboarded)]
    [InlineData("ACCOUNT_RECONNECTED", AccountEvent.AccountReconnected)]
    [InlineData("ACCOUNT_RESTRICTION", AccountEvent.AccountRestriction)]
    [InlineData("ACCOUNT_VIOLATION", AccountEvent.AccountViolation)]
    [InlineData("AD_ACCOUNT_LINKED", AccountEvent.AdAccountLinked)]
    [InlineData("AUTH_INTL_PRICE_ELIGIBILITY_UPDATE", AccountEvent.AuthIntlPriceEligibilityUpdate)]
    [InlineData("BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE", AccountEvent.BusinessPrimaryLocationCountryUpdate)]
    [InlineData("DISABLED_UPDATE", AccountEvent.DisabledUpdate)]
    [InlineData("MM_LITE_TERMS_SIGNED", AccountEvent.MmLiteTermsSigned)]
    [InlineData("PARTNER_ADDED", AccountEvent.PartnerAdded)]
    [InlineData("PARTNER_APP_INSTALLED", AccountEvent.PartnerAppInstalled)]
    [InlineData("PARTNER_APP_UNINSTALLED", AccountEvent.PartnerAppUninstalled)]
    [InlineData("PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE", AccountEvent.PartnerClientCertificationStatusUpdate)]
    [InlineData("PARTNER_REMOVED", AccountEvent.PartnerRemoved)]
    [InlineData("VERIFIED_ACCOUNT", AccountEvent.VerifiedAccount)]
    [InlineData("VOLUME_BASED_PRICING_TIER_UPDATE", AccountEvent.VolumeBasedPricingTierUpdate)]
    public void The_events_of_an_account_have_the_words_that_WhatsApp_sends(string written, AccountEvent expected)
    {
        var update = Assert.IsType<AccountUpdate>(
            Assert.Single(Bodies.Read(Bodies.Value($"\"event\":\"{written}\"", "account_update")).Elements));
        Assert.Equal((expected, $"field:account_update/{written}"), (update.Event, update.Kind));
    }

    [Fact]
    public void An_account_that_will_be_shut_says_so()
    {
        var update = BodyVectors.One<AccountUpdate>("account shut");
        Assert.Equal((AccountEvent.DisabledUpdate, BanState.ScheduleForDisable), (update.Event, update.BanState));
    }

    [Fact]
    public void A_restriction_says_what_and_until_when()
    {
        var restriction = Assert.Single(BodyVectors.One<AccountUpdate>("account restricted").Restrictions);
        Assert.Equal("RESTRICTED_BIZ_INITIATED_MESSAGING", restriction.Type.Show());
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_641_330_498), restriction.Until);
    }

    [Fact]
    public void A_refused_template_says_which_and_why()
    {
        var update = BodyVectors.One<TemplateStatusUpdate>("template rejected");
        Assert.Equal((TemplateStatus.Rejected, TemplateCategory.Marketing), (update.Status, update.Category));
        Assert.Equal(("abandoned_cart", "en"), (update.Name.Show(), update.Language.Show()));
        Assert.Equal(("1689556908129835", "INVALID_FORMAT"), (update.TemplateId.Show(), update.Reason.Show()));
    }

    [Fact]
    public void Templates_change_in_quality_category_and_words()
    {
        var quality = BodyVectors.One<TemplateQualityUpdate>("template quality");
        Assert.Equal((TemplateQuality.Green, TemplateQuality.Yellow), (quality.Previous, quality.Current));
        var category = BodyVectors.One<TemplateCategoryUpdate>("template category");
        Assert.Equal((TemplateCategory.Utility, TemplateCategory.Marketing), (category.Previous, category.Current));
        Assert.Equal("Hi {{1}}!", BodyVectors.One<TemplateComponentsUpdate>("template words").Body.Show());
    }

    [Fact]
    public void A_number_has_a_quality_a_limit_and_a_name()
    {
        var quality = BodyVectors.One<PhoneNumberQualityUpdate>("number flagged");
        Assert.Equal((NumberQualityEvent.Flagged, "TIER_2K"), (quality.Event, quality.CurrentLimit.Show()));
        var name = BodyVectors.One<PhoneNumberNameUpdate>("name approved");
        Assert.Equal((ReviewDecision.Approved, "Clínica Ana"), (name.Decision, name.RequestedName.Show()));
        Assert.Null(name.RejectionReason);
        var limits = BodyVectors.One<BusinessCapabilityUpdate>("limits");
        Assert.Equal(("2000", "-1"), (limits.MaxDailyConversations.Show(), limits.MaxPhoneNumbersPerBusiness.Show()));
    }

    [Theory]
    [InlineData("\"alert_info\":{\"alert_severity\":\"CRITICAL\",\"alert_type\":\"OBA_REVOKED\"}")]
    [InlineData("\"alert_severity\":\"CRITICAL\",\"alert_type\":\"OBA_REVOKED\"")]
    public void An_alert_is_read_in_its_newer_and_its_older_shape(string members)
    {
        var alert = Assert.IsType<AccountAlert>(
            Assert.Single(Bodies.Read(Bodies.Value(members, "account_alerts")).Elements));
        Assert.Equal((AlertSeverity.Critical, "OBA_REVOKED"), (alert.Severity, alert.AlertType.Show()));
    }

    [Fact]
    public void A_Flow_whose_endpoint_is_away_raises_an_alert()
    {
        var flow = BodyVectors.One<FlowsUpdate>("flow endpoint");
        Assert.Equal((FlowEvent.EndpointAvailability, FlowAlertState.Activated), (flow.Event, flow.AlertState));
        Assert.Equal(("6627390910605886", "90"), (flow.FlowId.Show(), flow.Threshold.Show()));
    }

    [Fact]
    public void Milliseconds_are_a_time_too() =>
        Assert.Equal(
            DateTimeOffset.FromUnixTimeSeconds(1_743_451_903),
            BodyVectors.One<SecurityUpdate>("time in milliseconds").Timestamp);

    [Theory]
    [InlineData("telepathy")]
    [InlineData("")]
    [InlineData("Security")]
    public void A_field_of_the_future_is_set_aside(string field)
    {
        var parked = Bodies.OneParked(Bodies.Value("\"event\":\"x\"", field));
        Assert.Equal((ParkReason.UnknownField, null), (parked.Reason, parked.Kind));
        Assert.StartsWith("{\"value\":{", parked.Raw.Show(), StringComparison.Ordinal);
    }
}
