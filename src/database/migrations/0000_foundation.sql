CREATE TABLE "approved_letters" (
	"approval_id" uuid NOT NULL,
	"locale" text NOT NULL,
	"letter" jsonb NOT NULL,
	CONSTRAINT "approved_letters_approval_id_locale_pk" PRIMARY KEY("approval_id","locale")
);
--> statement-breakpoint
CREATE TABLE "campaign_approvals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" uuid NOT NULL,
	"revision_id" uuid NOT NULL,
	"approver_id" text NOT NULL,
	"bound_hash" text NOT NULL,
	"sender" jsonb NOT NULL,
	"approved_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "campaign_approvals_once" UNIQUE("campaign_id","bound_hash")
);
--> statement-breakpoint
CREATE TABLE "campaign_releases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" uuid NOT NULL,
	"time_zone" text NOT NULL,
	"due_at" timestamp (6) with time zone NOT NULL,
	"walked_to" uuid,
	"expanded_at" timestamp (6) with time zone,
	CONSTRAINT "campaign_releases_once" UNIQUE("campaign_id","time_zone")
);
--> statement-breakpoint
CREATE TABLE "campaign_revisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"contents" jsonb NOT NULL,
	"audience" jsonb NOT NULL,
	"fallback_locale" text,
	"acknowledged_facts" text[] NOT NULL,
	"author_id" text NOT NULL,
	"content_hash" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "campaign_revisions_numbered" UNIQUE("campaign_id","number")
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"kind" text NOT NULL,
	"code" text NOT NULL,
	"occurs_on" date,
	"author_id" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"schedule" jsonb,
	"schedule_version" integer DEFAULT 0 NOT NULL,
	"first_due_at" timestamp (6) with time zone,
	"latest_start_at" timestamp (6) with time zone,
	"submitted_at" timestamp (6) with time zone,
	"submitted_by" text,
	"released_at" timestamp (6) with time zone,
	"approval_id" uuid,
	"paused_at" timestamp (6) with time zone,
	"held_at" timestamp (6) with time zone,
	"hold_reason" text,
	"cancelled_at" timestamp (6) with time zone,
	"finished_at" timestamp (6) with time zone,
	CONSTRAINT "campaigns_slug_unique" UNIQUE("slug"),
	CONSTRAINT "campaigns_code_unique" UNIQUE("code"),
	CONSTRAINT "campaigns_released_as_approved" CHECK ("campaigns"."released_at" is null or "campaigns"."approval_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"campaign_id" uuid NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"dropped_at" timestamp (6) with time zone,
	"drop_reason" text,
	"failed_at" timestamp (6) with time zone,
	"failure_code" text,
	"uncertain_at" timestamp (6) with time zone,
	CONSTRAINT "deliveries_campaign_id_subscriber_id_pk" PRIMARY KEY("campaign_id","subscriber_id"),
	CONSTRAINT "deliveries_placed" UNIQUE("batch_id","position")
);
--> statement-breakpoint
CREATE TABLE "delivery_batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" uuid NOT NULL,
	"release_id" uuid NOT NULL,
	"size" smallint NOT NULL,
	"sealed_at" timestamp (6) with time zone,
	"sealed" "bytea",
	"payload_hash" text,
	"first_attempt_at" timestamp (6) with time zone,
	"attempting_since" timestamp (6) with time zone,
	"settled_at" timestamp (6) with time zone,
	"accepted_count" smallint DEFAULT 0 NOT NULL,
	"dropped_count" smallint DEFAULT 0 NOT NULL,
	"failed_count" smallint DEFAULT 0 NOT NULL,
	"uncertain_count" smallint DEFAULT 0 NOT NULL,
	"provider_ids" jsonb,
	CONSTRAINT "delivery_batches_balance" CHECK ("delivery_batches"."settled_at" is null or "delivery_batches"."accepted_count" + "delivery_batches"."dropped_count" + "delivery_batches"."failed_count" + "delivery_batches"."uncertain_count" = "delivery_batches"."size")
);
--> statement-breakpoint
CREATE TABLE "facts" (
	"id" text PRIMARY KEY NOT NULL,
	"fact" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "topics" (
	"id" text PRIMARY KEY NOT NULL,
	"name" jsonb NOT NULL,
	"description" jsonb NOT NULL,
	"hard" boolean NOT NULL,
	"position" integer NOT NULL,
	"retired_at" timestamp (6) with time zone
);
--> statement-breakpoint
CREATE TABLE "job_outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"payload" jsonb NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"rung_at" timestamp (6) with time zone,
	"rings" integer DEFAULT 0 NOT NULL,
	"failed_at" timestamp (6) with time zone,
	"failure_code" text
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"name" jsonb NOT NULL,
	"postal_address" jsonb NOT NULL,
	"contact_address" text NOT NULL,
	"sender_address" text NOT NULL,
	"time_zone" text NOT NULL,
	"sending_stopped_at" timestamp (6) with time zone,
	CONSTRAINT "organisation_single" CHECK ("organisation"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"occurred_at" timestamp (6) with time zone NOT NULL,
	"actor_id" text,
	"action" text NOT NULL,
	"subject" text,
	"detail" jsonb NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean NOT NULL,
	"image" text,
	"role" text NOT NULL,
	"locale" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "staff_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "staff_accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff_invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"role" text NOT NULL,
	"invited_by" text,
	"created_at" timestamp (6) with time zone NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL,
	"accepted_at" timestamp (6) with time zone,
	CONSTRAINT "staff_invitations_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "staff_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "staff_sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "staff_verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consent_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject" "bytea" NOT NULL,
	"kind" text NOT NULL,
	"wording_id" text,
	"wording_version" integer,
	"locale" text NOT NULL,
	"source" text NOT NULL,
	"campaign_id" uuid,
	"occurred_at" timestamp (6) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pending_subscriptions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email_index" "bytea" NOT NULL,
	"suppression_hash" "bytea" NOT NULL,
	"email_sealed" "bytea",
	"locale" text NOT NULL,
	"time_zone" text,
	"topics" text[] NOT NULL,
	"requested_at" timestamp (6) with time zone NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL,
	"confirmed_at" timestamp (6) with time zone,
	"subscriber_id" uuid,
	CONSTRAINT "pending_subscriptions_email_index_unique" UNIQUE("email_index")
);
--> statement-breakpoint
CREATE TABLE "subscriber_topics" (
	"subscriber_id" uuid NOT NULL,
	"topic_id" text NOT NULL,
	CONSTRAINT "subscriber_topics_subscriber_id_topic_id_pk" PRIMARY KEY("subscriber_id","topic_id")
);
--> statement-breakpoint
CREATE TABLE "subscribers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email_index" "bytea",
	"suppression_hash" "bytea",
	"email_sealed" "bytea",
	"name_sealed" "bytea",
	"phrase_sealed" "bytea",
	"locale" text NOT NULL,
	"time_zone" text,
	"confirmed_at" timestamp (6) with time zone NOT NULL,
	"ended_at" timestamp (6) with time zone,
	"erased_at" timestamp (6) with time zone,
	CONSTRAINT "subscribers_email_index_unique" UNIQUE("email_index"),
	CONSTRAINT "subscribers_reachable" CHECK ("subscribers"."ended_at" is not null or ("subscribers"."email_sealed" is not null and "subscribers"."email_index" is not null and "subscribers"."suppression_hash" is not null))
);
--> statement-breakpoint
CREATE TABLE "suppressions" (
	"address_hash" "bytea" NOT NULL,
	"reason" text NOT NULL,
	"suppressed_at" timestamp (6) with time zone NOT NULL,
	"lifted_at" timestamp (6) with time zone,
	CONSTRAINT "suppressions_address_hash_reason_pk" PRIMARY KEY("address_hash","reason")
);
--> statement-breakpoint
ALTER TABLE "approved_letters" ADD CONSTRAINT "approved_letters_approval_id_campaign_approvals_id_fk" FOREIGN KEY ("approval_id") REFERENCES "public"."campaign_approvals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_approvals" ADD CONSTRAINT "campaign_approvals_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_approvals" ADD CONSTRAINT "campaign_approvals_revision_id_campaign_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."campaign_revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_approvals" ADD CONSTRAINT "campaign_approvals_approver_id_staff_id_fk" FOREIGN KEY ("approver_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_releases" ADD CONSTRAINT "campaign_releases_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_revisions" ADD CONSTRAINT "campaign_revisions_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_revisions" ADD CONSTRAINT "campaign_revisions_author_id_staff_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_author_id_staff_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_submitted_by_staff_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."subscribers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_batch_id_delivery_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."delivery_batches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_batches" ADD CONSTRAINT "delivery_batches_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_batches" ADD CONSTRAINT "delivery_batches_release_id_campaign_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."campaign_releases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_accounts" ADD CONSTRAINT "staff_accounts_user_id_staff_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_invitations" ADD CONSTRAINT "staff_invitations_invited_by_staff_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_sessions" ADD CONSTRAINT "staff_sessions_user_id_staff_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pending_subscriptions" ADD CONSTRAINT "pending_subscriptions_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."subscribers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriber_topics" ADD CONSTRAINT "subscriber_topics_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."subscribers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriber_topics" ADD CONSTRAINT "subscriber_topics_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "campaigns_due" ON "campaigns" USING btree ("first_due_at") WHERE "campaigns"."submitted_at" is not null and "campaigns"."finished_at" is null and "campaigns"."cancelled_at" is null;--> statement-breakpoint
CREATE INDEX "delivery_batches_by_campaign" ON "delivery_batches" USING btree ("campaign_id");--> statement-breakpoint
CREATE INDEX "delivery_batches_unsettled" ON "delivery_batches" USING btree ("campaign_id") WHERE "delivery_batches"."settled_at" is null;--> statement-breakpoint
CREATE INDEX "job_outbox_unrung" ON "job_outbox" USING btree ("created_at") WHERE "job_outbox"."rung_at" is null;--> statement-breakpoint
CREATE INDEX "job_outbox_unfinished" ON "job_outbox" USING btree ("rung_at") WHERE "job_outbox"."rung_at" is not null and "job_outbox"."failed_at" is null;--> statement-breakpoint
CREATE INDEX "staff_accounts_by_user" ON "staff_accounts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "staff_sessions_by_user" ON "staff_sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "staff_verifications_by_identifier" ON "staff_verifications" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "consent_events_by_subject" ON "consent_events" USING btree ("subject","occurred_at");--> statement-breakpoint
CREATE INDEX "consent_events_by_campaign" ON "consent_events" USING btree ("campaign_id") WHERE "consent_events"."campaign_id" is not null;--> statement-breakpoint
CREATE INDEX "pending_subscriptions_expiring" ON "pending_subscriptions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "subscriber_topics_by_topic" ON "subscriber_topics" USING btree ("topic_id");--> statement-breakpoint
CREATE INDEX "subscribers_active" ON "subscribers" USING btree ("id") WHERE "subscribers"."ended_at" is null;