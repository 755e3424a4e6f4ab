from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "tdkt.organisations"
    verbose_name = "Tổ chức"
